// A payment in the types that openapi-typescript makes of the document: that this compiles is the check.
import type { paths, components } from "./generated/fincore";

type Pay = paths["/v1/transactions/money_out"]["post"];

export const request: Pay["requestBody"]["content"]["application/json"] = {
  client_id: "c2d1d1e3-3340-4170-980e-e9269bbbc551",
  source_instrument_id: "709448c3-7cbf-454d-a87e-feb23801269a",
  destination_instrument_id: "d3fdb481-2058-46c8-807d-4eaf866ae1ec",
  transaction_request: { external_reference: "1234567", description: "lorem ipsum", amount: "1.95", currency: "MXN" },
};

export function isSettled(answer: components["schemas"]["Transaction"]): boolean {
  return answer.transactionStatus === "LIQUIDATED";
}
