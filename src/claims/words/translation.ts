/** A letter of any alphabet, on neither side of a word that is looked for. */
const BEFORE = String.raw`(?<!\p{L})`
const AFTER = String.raw`(?!\p{L})`

/** Words of languages with blanks between words, as whole words. */
const SPACED: readonly (readonly [string, string])[] = [
  // German
  ['(?:HTTP-)?Statuscodes?', 'status codes'],
  ['Endpunkte?', 'endpoint'],
  ['Anfrage(?:körper|-?body|daten)?|Anforderung', 'request'],
  ['(?:Fehler(?:antwort(?:en)?|codes?|fälle|meldungen)?)', 'errors'],
  ['(?:Erfolgs)?[Aa]ntwort(?:en|körper)?|Rückgabe(?:wert)?', 'response'],
  ['(?:Abfrage|Query)-?parameter', 'query parameters'],
  ['(?:Pfad|URL)-?parameter', 'path parameters'],
  ['Beschreibung', 'description'],
  ['Bedeutung', 'meaning'],
  ['Beispiele?', 'example'],
  ['Authentifizierung|Autorisierung|Berechtigung(?:en)?|Zugriff', 'authentication'],
  ['Pflicht(?:feld)?|[Ee]rforderlich', 'required'],
  ['Standardwert|Vorgabewert', 'default'],
  ['Felder|Feld|Feldname|Spalten?|Attribute', 'field'],
  ['Datentyp|Typ', 'type'],
  ['Validierung(?:sregeln)?|Einschränkung(?:en)?|Bedingung(?:en)?', 'validation'],
  ['Methode', 'method'],
  ['Pfad|Route', 'path'],
  ['Bemerkung(?:en)?|Hinweise?', 'notes'],
  // Spanish, Portuguese, Italian and French
  [
    '(?:c[oó]digos?|codes?) (?:de )?(?:estado|status|statut|resposta|respuesta|retorno)(?: http)?',
    'status codes',
  ],
  ['punto de acceso|ruta|rota|chemin', 'path'],
  [
    '(?:(?:cuerpo|corpo|corps)(?: (?:de la|da|de|della)? ?(?:petici[oó]n|solicitud|requisi[cç][aã]o|requ[eê]te|richiesta))?|petici[oó]n|solicitud|requisi[cç][aã]o|requ[eê]te)',
    'request',
  ],
  ['respuestas?(?: exitosas?)?|respostas?(?: de sucesso)?|r[eé]ponses?|risposta', 'response'],
  ['errores|erros?|erreurs?|errori', 'errors'],
  [
    'par[aâáà]m[eè]tr(?:os?|es) (?:de|en la|na) (?:consulta|query|b[uú]squeda|requ[eê]te)',
    'query parameters',
  ],
  ['par[aâáà]m[eè]tr(?:os?|es) (?:de|en la|na) (?:ruta|path|rota|caminho|chemin|url)', 'path parameters'],
  ['par[aâáà]metros?|param[eè]tres?', 'parameters'],
  ['descripci[oó]n|descri[cç][aã]o|descrizione', 'description'],
  ['significado|prop[oó]sito|objetivo', 'purpose'],
  ['ejemplos?|exemplos?|exemples?', 'example'],
  [
    'autenticaci[oó]n|autorizaci[oó]n|autentica[cç][aã]o|autoriza[cç][aã]o|permisos|permiss[oõ]es|acceso|acesso',
    'authentication',
  ],
  ['requerid[oa]|obligatori[oa]|obrigat[oó]ri[oa]|obligatoire|requis', 'required'],
  ['opcional|facultatif', 'optional'],
  ['(?:valor )?(?:por defecto|predeterminado|padr[aã]o)|par d[eé]faut', 'default'],
  ['campos?|champs?|columnas?|atributos?', 'field'],
  ['tipos?(?: de datos?)?', 'type'],
  [
    'restricciones|restri[cç][oõ]es|validaci[oó]n(?:es)?|valida[cç][aãoõ]{1,2}(?:es)?|reglas|regras|notas|observaciones|contraintes',
    'validation',
  ],
  ['m[eé]todo|m[eé]thode', 'method'],
  ['notas|observaciones|observa[cç][oõ]es', 'notes'],
  ['c[oó]digos?', 'code'],
  // Vietnamese
  ['mô tả', 'description'],
  ['bắt buộc', 'required'],
  ['kiểu(?: dữ liệu)?', 'type'],
  ['trường', 'field'],
  ['tham số', 'parameters'],
  ['phản hồi', 'response'],
  ['yêu cầu', 'request'],
  ['ràng buộc', 'constraints'],
  ['mặc định', 'default'],
]

/** Words of languages without blanks between words, the longer first. */
const JOINED: readonly (readonly [string, string])[] = [
  ['状态码|狀態碼|ステータスコード|상태 ?코드', 'status codes'],
  ['端點|端点|接口地址|接口路径|エンドポイント|엔드포인트', 'endpoint'],
  ['查詢參數|查询参数|クエリパラメータ|쿼리 ?(?:파라미터|매개변수)', 'query parameters'],
  ['路徑參數|路径参数|パスパラメータ|경로 ?(?:파라미터|매개변수)', 'path parameters'],
  [
    '請求(?:主?體|內容|參數|本文)|请求(?:体|参数|内容)|リクエスト(?:ボディ)?|요청 ?(?:본문|바디)',
    'request body',
  ],
  ['請求|请求|요청', 'request'],
  ['成功回應|回應|响应|響應|返回(?:值|结果)?|レスポンス|응답', 'response'],
  ['錯誤|错误|エラー|오류|에러', 'errors'],
  ['參數|参数|パラメータ|파라미터|매개변수', 'parameters'],
  ['欄位(?:名稱)?|字段(?:名|名称)?|フィールド|필드(?:명)?|屬性|属性|속성', 'field'],
  ['(?:資料)?型別|(?:資料|数据)?類型|(?:数据)?类型|データ型|^型$|타입|자료형|유형', 'type'],
  ['(?:是否)?必[填須需]|是否必须|必须|必須|필수(?: ?여부)?', 'required'],
  ['可選|可选|選填|选填|任意|선택', 'optional'],
  ['說明|说明|描述|用途|説明|意味|설명', 'description'],
  ['限制|約束|约束|規則|规则|驗證|验证|制約|バリデーション|제약(?: ?조건)?|검증', 'constraints'],
  ['預設值?|默认值?|デフォルト|기본값', 'default'],
  ['範例|示例|例子|예시|예제', 'example'],
  ['身份驗證|身份认证|認證|认证|授權|授权|權限|权限|認可|인증|권한', 'authentication'],
  ['メソッド|메서드|메소드|請求方法|请求方法', 'method'],
  ['路徑|路径|パス|경로', 'path'],
  ['索引|インデックス|인덱스', 'indexes'],
  ['コード|코드', 'code'],
]

const TERMS: readonly (readonly [RegExp, string])[] = [
  ...SPACED.map(([words, english]) => [new RegExp(`${BEFORE}(?:${words})${AFTER}`, 'giu'), english] as const),
  ...JOINED.map(([words, english]) => [new RegExp(words, 'giu'), ` ${english} `] as const),
]

/** Whether a text has a letter outside English, or a word that is spelled without one in another language. */
const FOREIGN =
  /(?!\p{ASCII})\p{L}|\b(?:endpunkte?|anfrage|antwort|fehler\w{0,12}|beispiele?|beschreibung|bedeutung|pflicht\w{0,5}|feld(?:er)?|datentyp|typ|standardwert|validierung\w{0,8}|methode|pfad|ruta|rota|cuerpo|corpo|solicitud|respuestas?|respostas?|errores|erros?|ejemplos?|exemplos?|requerid[oa]|obligatori[oa]|opcional|campos?|tipos?|restricciones|reglas|regras|permisos|significado|erforderlich|hinweise?|bemerkung(?:en)?)\b/iu

/**
 * A label, a heading or the title of a column with the technical words of other languages in English:
 * `請求參數` → `request body`, `Fehlerantworten` → `errors`, `Parámetros de consulta` → `query parameters`.
 *
 * Only for texts of a few words whose places do not matter.
 */
export function inEnglish(label: string): string {
  if (label.length > 100 || !FOREIGN.test(label)) return label
  return TERMS.reduce((text, [pattern, english]) => text.replace(pattern, english), label)
    .replaceAll(/ {2,}/g, ' ')
    .trim()
}
