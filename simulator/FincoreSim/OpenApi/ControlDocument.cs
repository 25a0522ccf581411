using System.Text.Json.Nodes;
using FincoreSim.Api.Http;
using FincoreSim.Control;
using FincoreSim.Ground;
using FincoreSim.Json;
using Microsoft.OpenApi;

namespace FincoreSim.OpenApi;

/// <summary>The document of the control API.</summary>
internal static class ControlDocument
{
    /// <summary>Its name.</summary>
    public const string Name = "control";

    /// <summary>The scheme of the admin token.</summary>
    public const string AdminToken = "adminToken";

    /// <summary>What it is about.</summary>
    public static DocumentPlan Plan() => new()
    {
        Prefix = "_sim/",
        Version = Product.Version,
        Tags = Tags(),
        Title = "FincoreSim control API",
        Description = """
            What a test, a person or the dashboard can do to the simulator: sandboxes, time, money that comes in, outcomes, rules, scenarios, and reading everything that happened. It is the simulator's own and no part of the Fincore API.

            JSON is snake_case both ways. Members of requests that are not known are refused; a member that is null counts as not there. Errors name the state that was found, those that would do, and the call that leads there.

            A body may also be YAML: it is read as it looks, whatever the Content-Type says. A request by a host name that is not
            the server's own is 421; a change that a page of another origin asks for is 403.
            """.ReplaceLineEndings("\n"),
        Facts = ControlFacts.All.ToFrozenDictionary(facts => facts.Type),
        Error = ControlJson.Default.ControlError,
        Errors =
        [
            Error("400", "BadRequest", "The request breaks a rule.", new ControlError("invalid_argument", "amount is required.")),
            Error("401", "Unauthenticated", "The admin token is missing or wrong.",
                new ControlError("unauthenticated", "The admin token is missing or wrong.")),
            Error("403", "Forbidden", "Neither a page of another origin may do this, nor the simulator itself.", new ControlError(
                "forbidden", "The simulator's own webhooks and the calls of scenarios reach /v1 and /_sim/answer only.")),
            Error("404", "NotFound", "It does not exist.", new ControlError("not_found", "Sandbox not found.")),
            Error("409", "Conflict", "Its state does not allow this.", new ControlError(
                "state_not_allowed", "The state of the account does not allow this.", "BLOCKED", ["ACTIVE"],
                "POST …/accounts/{id}/unblock")),
            Error("429", "LimitReached", "A limit is reached.",
                new ControlError("limit_reached", "The limit of transactions is reached.")),
            Error("default", "Error", "Any other error.",
                new ControlError("internal", "Internal error of the simulator; its log has the details.")),
        ],
        CommonErrors = [400, 401, 403],
        RefusesUnknownMembers = true,
        LetsBodiesOut = true,
        SecuritySchemes = new Dictionary<string, OpenApiSecurityScheme>
        {
            [AdminToken] = new()
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The token the simulator was started with; without one, nobody asks for it.",
            },
        }.ToFrozenDictionary(),
        PathMembers = PathMembers(),
    };

    private static FrozenDictionary<string, string> Tags() => new Dictionary<string, string>
    {
        ["Process"] = "How the process is.",
        ["Sandboxes"] = "Worlds of their own, their switches and clocks.",
        ["World"] = "What a sandbox has: clients, accounts, instruments, transactions, the ledger.",
        ["Payments"] = "Money that comes in, and how payments and CEPs end.",
        ["Webhooks"] = "What was sent to receivers, and what they answered.",
        ["Journal"] = "What happened, each entry with its cause.",
        ["Requests"] = "The calls that came in, with their answers, and assertions about them.",
        ["Idempotency"] = "Idempotency keys, known and derived.",
        ["Rules"] = "What the provider does when something matches.",
        ["Snapshots"] = "Worlds that are kept, and gone back to.",
        ["Scenarios"] = "Runs of scenario files.",
        ["Catalogues"] = "What the simulator does, and how sure that is.",
    }.ToFrozenDictionary();

    private static FrozenDictionary<string, Member> PathMembers() => new Dictionary<string, Member>
    {
        ["sb"] = Member.Text("sb", "default, or a sandbox's id.", example: "default"),
        ["name"] = Member.Text("name", "Its name."),
        ["run"] = Member.Text("run", "The run's id.", example: "run000001"),
        ["n"] = Member.Text("n", "Its number, from 1.", example: "1") with { Pattern = "^[0-9]+$" },
        ["number"] = Member.Text("number", "Its number in the log.", example: "1") with { Pattern = "^[0-9]+$" },
        ["key"] = Member.Uuid("key", "The idempotency key.", example: "66c0b04f-97d6-592d-8396-199819064afa"),
        ["id"] = Member.Uuid("id", "Its id."),
        ["status"] = Member.Text("status", "200 to 599.", example: "201") with { Pattern = "^[2-5][0-9]{2}$" },
    }.ToFrozenDictionary();

    private static ErrorPlan Error(string status, string name, string description, ControlError example) =>
        new(status, name, description, JsonNode.Parse(JsonBytes.Of(example, ControlJson.Default.ControlError))!);
}
