import { describe, expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import { LIBRARY } from './fixtures/library.js'

const EMPTY_READING = { claims: [], statements: [], diagnostics: [] }
const library = completeDesign(LIBRARY, EMPTY_READING)

describe('the library', () => {
  it('has a behaviour, a name and a response for each operation', () => {
    const lines = library.operations.map((one) =>
      [one.id, one.behaviour, one.name, one.bodyModel, one.response, one.notImplemented].join(' | '),
    )
    expect(lines).toMatchInlineSnapshot(`
      [
        "GET /api/{user_id}/loans | list | list_loans |  | list | ",
        "POST /api/{user_id}/loans | create | create_loan | LoanCreate | object | ",
        "GET /api/{user_id}/loans/{id} | read | get_loan |  | object | ",
        "PUT /api/{user_id}/loans/{id} | replace | replace_loan | LoanReplace | object | ",
        "PATCH /api/{user_id}/loans/{id} | update | update_loan | LoanUpdate | object | ",
        "PATCH /api/{user_id}/loans/{id}/return | toggle | toggle_loan_return |  | object | ",
        "PATCH /api/{user_id}/loans/{id}/returned | set | mark_loan_returned | MarkLoanReturnedRequest | object | ",
        "DELETE /api/{user_id}/loans/{id} | delete | delete_loan |  | empty | ",
        "POST /api/{user_id}/loans/{id}/extend | other | extend_loan |  | object | what it does is not understood",
        "GET /health | health | health_check |  | object | ",
      ]
    `)
  })

  it('builds the steps of a create', () => {
    expect(library.operations[1]?.steps).toMatchInlineSnapshot(`
      [
        {
          "kind": "authenticate",
          "optional": false,
          "origins": [],
        },
        {
          "kind": "authorize",
          "origins": [
            {
              "clause": "ERR-4",
              "kind": "standard",
            },
            {
              "clause": "AUTH-2",
              "kind": "standard",
            },
          ],
          "otherwise": {
            "message": "Forbidden",
            "status": 403,
          },
          "parameter": "user_id",
        },
        {
          "entity": "Book",
          "foreign": null,
          "key": {
            "field": "id",
            "value": {
              "field": "book_id",
              "kind": "body",
            },
          },
          "kind": "find",
          "origins": [
            {
              "clause": "ERR-5",
              "kind": "standard",
            },
          ],
          "otherwise": {
            "message": "Book not found",
            "status": 404,
          },
          "owner": null,
          "row": "book",
        },
        {
          "duplicate": null,
          "entity": "Loan",
          "kind": "insert",
          "origins": [],
          "row": "loan",
          "values": [
            {
              "field": "user_id",
              "value": {
                "kind": "caller",
              },
              "whenBody": null,
            },
            {
              "field": "book_id",
              "value": {
                "field": "book_id",
                "kind": "body",
              },
              "whenBody": null,
            },
            {
              "field": "note",
              "value": {
                "field": "note",
                "kind": "body",
              },
              "whenBody": null,
            },
          ],
        },
        {
          "kind": "respond",
          "origins": [],
          "value": {
            "kind": "row",
            "row": "loan",
          },
        },
      ]
    `)
  })
  it('builds the steps of a list', () => {
    expect(library.operations[0]?.steps).toMatchInlineSnapshot(`
      [
        {
          "kind": "authenticate",
          "optional": false,
          "origins": [],
        },
        {
          "kind": "authorize",
          "origins": [
            {
              "clause": "ERR-4",
              "kind": "standard",
            },
            {
              "clause": "AUTH-2",
              "kind": "standard",
            },
          ],
          "otherwise": {
            "message": "Forbidden",
            "status": 403,
          },
          "parameter": "user_id",
        },
        {
          "entity": "Loan",
          "filters": [
            {
              "cases": {
                "outstanding": false,
                "returned": true,
              },
              "comparison": "equal",
              "field": "is_returned",
              "through": [],
              "value": {
                "kind": "query",
                "name": "status",
              },
              "whenQuery": "status",
            },
          ],
          "kind": "select",
          "origins": [
            {
              "clause": "AUTH-3",
              "kind": "standard",
            },
          ],
          "owner": {
            "field": "user_id",
            "value": {
              "kind": "caller",
            },
          },
          "paging": {
            "positionParameter": "offset",
            "sizeParameter": "limit",
            "style": "offset",
          },
          "rows": "loans",
          "search": {
            "fields": [
              "note",
            ],
            "parameter": "search",
          },
          "sort": {
            "allowed": [
              {
                "field": "created_at",
                "value": "created_at",
              },
              {
                "field": "note",
                "value": "note",
              },
            ],
            "defaultDirection": "desc",
            "defaultField": "created_at",
            "directionParameter": "order",
            "fieldParameter": "sort",
          },
          "wide": null,
        },
        {
          "kind": "respond",
          "origins": [],
          "value": {
            "kind": "rows",
            "rows": "loans",
          },
        },
      ]
    `)
  })
})

describe('serialisable', () => {
  it('survives JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(library))).toEqual(library)
  })
})
