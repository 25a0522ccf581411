using System.Text.Json.Nodes;
using FincoreSim.Api.Features;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;
using FincoreSim.Worlds.Seeding;
using Microsoft.OpenApi;

namespace FincoreSim.OpenApi;

/// <summary>The document of the API.</summary>
internal static class FincoreDocument
{
    /// <summary>Its name.</summary>
    public const string Name = "fincore";

    /// <summary>The scheme of tokens.</summary>
    public const string Bearer = "bearerAuth";

    /// <summary>The scheme of api keys.</summary>
    public const string ApiKey = "ApiKeyAuth";

    private static readonly WorldOptions UsualOptions = new();

    /// <summary>What it is about.</summary>
    public static DocumentPlan Plan() => new()
    {
        Prefix = "v1/",
        Title = "Fincore API (simulated by FincoreSim)",
        Description = """
            The Fincore API as FincoreSim simulates it on a developer's own machine. This is the simulator's document: it is made from the simulator's code, after Monato's public documentation and what public clients of the API show, and it is not Monato's. Where the public documentation says nothing it says what the simulator does, which `GET /_sim/fidelity` lists.

            Requests are written in snake_case and most answers in camelCase. In requests, a member that is null counts as not there, and members that are not known are ignored. Amounts are texts with two decimals. Times are Mexico's (UTC-06:00).
            """.ReplaceLineEndings("\n"),
        Facts = ApiFacts.All.ToFrozenDictionary(facts => facts.Type),
        Error = ApiJson.Default.ErrorBody,
        Errors = Errors(),
        CommonErrors = [400, 401, 403],
        SecuritySchemes = SecuritySchemes(),
        PathMembers = PathMembers(),
        AddWebhooks = WebhookOperations.Add,
        AnswerExample = DemoAnswers.Read().GetValueOrDefault,
    };

    private static FrozenDictionary<string, OpenApiSecurityScheme> SecuritySchemes() => new Dictionary<string, OpenApiSecurityScheme>
    {
        [ApiKey] = new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "x-api-key", Description = "The client's api key." },
        [Bearer] = new() { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "The token of createCredentialToken." },
    }.ToFrozenDictionary();

    private static FrozenDictionary<string, Member> PathMembers() => new Dictionary<string, Member>
    {
        ["clientId"] = Member.Uuid("clientId", "The client; the credential's own.", example: DocsTemplate.Client.Value.ToString()),
        ["client_id"] = Member.Uuid("client_id", "The client; the credential's own.", example: DocsTemplate.Client.Value.ToString()),
        ["accountId"] = Member.Uuid("accountId", "The account.", example: DocsTemplate.Central.Value.ToString()),
        ["instrumentId"] = Member.Uuid("instrumentId", "The instrument.", example: DocsTemplate.External.Value.ToString()),
        ["transactionId"] = Member.Uuid("transactionId", "The transaction.", example: DocsTemplate.Deposit.Value.ToString()),
        ["id"] = Member.Uuid("id", "The webhook.", example: "0c2d358f-0626-4c4e-b40b-9ab7c9dffe71"),
    }.ToFrozenDictionary();

    private static ImmutableArray<ErrorPlan> Errors() =>
    [
        Error("400", "BadRequest", "The request breaks a rule.", new Refusal(RefusalCode.InsufficientFunds)),
        Error("401", "Unauthenticated", "No credential, or one that is not valid.", new Refusal(RefusalCode.Unauthenticated, "The token has expired.")),
        Error("403", "PermissionDenied", "The credential belongs to another client.", new Refusal(RefusalCode.PermissionDenied)),
        Error("404", "NotFound", "It does not exist, or belongs to another client.", new Refusal(RefusalCode.NotFound, "Transaction")),
        Error("409", "Conflict", "It conflicts with what is there.", new Refusal(RefusalCode.IdempotencyKeyMismatch)),
        Error(
            "500", "Internal", "An instrument that does not exist, as money_out answers it; or a fault.",
            new Refusal(RefusalCode.InstrumentMissing, "Destination instrument")),
        Error(
            "default", "Error",
            "A body that is too large (413), another media type or a compressed body (415), a limit of the sandbox (429), "
            + "a fault (500), or a failure that was asked for (503).",
            new Refusal(RefusalCode.MediaTypeUnsupported)),
    ];

    private static ErrorPlan Error(string status, string name, string description, Refusal refusal)
    {
        var body = ErrorBody.Of(refusal, WireErrors.Of(refusal, UsualOptions), "Transactions", "InternalTransaction");
        return new ErrorPlan(status, name, description, JsonNode.Parse(JsonBytes.Of(body, ApiJson.Default.ErrorBody))!);
    }
}
