using FincoreSim.Api.Features;
using FincoreSim.Json;
using FincoreSim.OpenApi.Notes;
using FincoreSim.Worlds.Seeding;
using Microsoft.OpenApi;

namespace FincoreSim.OpenApi;

/// <summary>The document of the API.</summary>
internal static class FincoreDocument
{
    /// <summary>Its name.</summary>
    public const string Name = "fincore";

    /// <summary>The name of the same with the headers that only the simulator has.</summary>
    public const string SimulatorName = "fincore.sim";

    /// <summary>The scheme of tokens.</summary>
    public const string Bearer = "bearerAuth";

    /// <summary>The scheme of api keys.</summary>
    public const string ApiKey = "ApiKeyAuth";

    /// <summary>What it is about.</summary>
    /// <param name="showsSimulatorsOwn">Whether with the headers that only the simulator has.</param>
    public static DocumentPlan Plan(bool showsSimulatorsOwn = false) => new()
    {
        Prefix = "v1/",
        Version = "1.0.0",
        ShowsSimulatorsOwn = showsSimulatorsOwn,
        Tags = Tags(),
        OtherServers = [
            new OpenApiServer
            {
                Url = "https://apicore.stg.finch.lat",
                Description = "Fincore's staging, as Monato publishes it."
            }],
        ErrorExamples = OperationErrors.Of,
        Complete = Annotator.Complete,
        Title = "Fincore API (simulated by FincoreSim)",
        Description = """
            The Fincore API as FincoreSim simulates it on a developer's own machine. This is the simulator's document: it is made from the simulator's code, after Monato's public documentation and what public clients of the API show, and it is not Monato's. Where the public documentation says nothing it says what the simulator does, which `GET /_sim/fidelity` lists.

            Requests are written in snake_case and most answers in camelCase. In requests, a member that is null counts as not there, and members that are not known are ignored. Amounts are texts with two decimals. Times are Mexico's (UTC-06:00).

            Each description ends with its source: the public page that says so, or a public client of the API, or none. What no page documents carries `x-fincoresim-label`: `observed` in a public client, or `assumed` by the simulator. Clients are generated from `fincore.yaml`; `fincore.sim.yaml` has the headers of the simulator's own beside it.
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

    private static FrozenDictionary<string, OpenApiSecurityScheme> SecuritySchemes() =>
        new Dictionary<string, OpenApiSecurityScheme>
        {
            [ApiKey] = new()
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "x-api-key",
                Description = "The client's api key."
            },
            [Bearer] = new()
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "The token of createCredentialToken."
            },
        }.ToFrozenDictionary();

    private static FrozenDictionary<string, Member> PathMembers() => new Dictionary<string, Member>
    {
        ["clientId"] = Member.Uuid(
            "clientId", "The client; the credential's own.", example: DocsTemplate.Client.Value.ToString()),
        ["client_id"] = Member.Uuid(
            "client_id", "The client; the credential's own.", example: DocsTemplate.Client.Value.ToString()),
        ["accountId"] = Member.Uuid("accountId", "The account.", example: DocsTemplate.Central.Value.ToString()),
        ["instrumentId"] = Member.Uuid("instrumentId", "The instrument.", example: DocsTemplate.External.Value.ToString()),
        ["transactionId"] = Member.Uuid("transactionId", "The transaction.", example: DocsTemplate.Deposit.Value.ToString()),
        ["id"] = Member.Uuid("id", "The webhook.", example: "0c2d358f-0626-4c4e-b40b-9ab7c9dffe71"),
    }.ToFrozenDictionary();

    private static ImmutableArray<ErrorPlan> Errors() =>
    [
        new("400", "BadRequest", "The request breaks a rule."),
        new("401", "Unauthenticated", "No credential, or one that is not valid."),
        new("403", "PermissionDenied", "The credential belongs to another client."),
        new("404", "NotFound", "It does not exist, or belongs to another client."),
        new("409", "Conflict", "It conflicts with what is there."),
        new("500", "Internal", "An instrument that does not exist, as money_out answers it; or a fault."),
        new(
            "default", "Error",
            "A body that is too large (413), another media type or a compressed body (415), a limit of the sandbox (429), "
            + "a fault (500), or a failure that was asked for (503)."),
    ];

    private static FrozenDictionary<string, string> Tags() => new Dictionary<string, string>
    {
        ["Credentials"] = "The client's secret, and the tokens that it is exchanged for.",
        ["Banks"] = "The participants of SPEI.",
        ["Accounts"] = "Where the client's money is.",
        ["Instruments"] = "What payments come from and go to.",
        ["Transactions"] = "Payments, deposits, refunds and penny validations.",
        ["Webhooks"] = "Who is told of what happens.",
        ["Reports"] = "Files of days and months.",
    }.ToFrozenDictionary();
}
