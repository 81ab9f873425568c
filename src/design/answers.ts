/** Decisions a person took: question id → option id, as kept in `.specwright/answers.yaml`. */
export type Answers = ReadonlyMap<string, string>
