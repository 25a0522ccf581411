using System.Text.Json.Nodes;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.BadInput;

/// <summary>An operation of the API that takes a body, with one that it would accept.</summary>
public sealed record WritingOperation(string Name, string Method, string Path, Func<JsonObject> Body, bool UsesKey = false)
{
    private const string Clients = "/v1/clients/" + Docs.Client;

    /// <summary>Every POST and PATCH of the API.</summary>
    public static IReadOnlyList<WritingOperation> All { get; } =
    [
        new("credential-tokens", "POST", $"{Clients}/auth/credential-tokens", () => Bodies.Token(), UsesKey: true),
        new("private_accounts", "POST", $"{Clients}/private_accounts", () => Bodies.PrivateAccount()),
        new("instruments card", "POST", $"{Clients}/instruments", () => Bodies.Card()),
        new("instruments clabe", "POST", $"{Clients}/instruments", () => Bodies.Clabe()),
        new("money_out", "POST", "/v1/transactions/money_out", () => Bodies.Payment()),
        new("internal_transaction", "POST", "/v1/transactions/internal_transaction",
            () => Bodies.Payment(destination: Docs.Internal)),
        new("penny_validation", "POST", "/v1/transactions/penny_validation", () => Bodies.Penny()
            .With("description", "Validacion").With("external_reference", "1")),
        new("refund", "POST", $"{Clients}/transactions/{Docs.Deposit}/refund", () => Bodies.Refund()),
        new("webhooks", "POST", $"{Clients}/webhooks", () => Bodies.Webhook("CEP", "http://127.0.0.1:9/x")),
        new("webhooks deprecated", "POST", "/v1/webhooks", () => Bodies.Webhook("CEP", "http://127.0.0.1:9/x")),
        new("webhook", "PATCH", $"{Clients}/webhooks/{{0}}", () => new JsonObject
        {
            ["client_id"] = Docs.Client,
            ["url"] = "http://127.0.0.1:9/y",
            ["token"] = "t",
            ["webhook_status"] = "INACTIVE",
            ["auth_type"] = "AUTH",
        }),
        new("report", "POST", $"/v1/reports/clients/{Docs.Client}/report/download", () =>
            Bodies.Report("DAILY_ACCOUNT_STATEMENT", "2026-03-01", Docs.CentralClabe)),
    ];

    /// <summary>The cases of a test that runs once for each.</summary>
    public static IEnumerable<TestCaseData> Cases =>
        All.Select(operation => new TestCaseData(operation).SetArgDisplayNames(operation.Name));

    /// <summary>Everything the operation needs, ready to be called in a sandbox.</summary>
    public async Task<Ready> PrepareAsync(SimSandbox sandbox)
    {
        var path = Path.Contains("{0}", StringComparison.Ordinal)
            ? Path.Replace("{0}", await sandbox.Client.WebhookAsync("CEP", "http://127.0.0.1:9/z"))
            : Path;
        (string, string)[] both = [("Authorization", $"Bearer {sandbox.Client.Token}"), ("x-api-key", sandbox.Client.ApiKey)];
        return new Ready(this, path, UsesKey ? sandbox.Client.KeyHttp : sandbox.App.Caller(both), both);
    }

    /// <summary>An operation with its path and credentials.</summary>
    public sealed record Ready(WritingOperation Operation, string Path, Caller Caller, (string Name, string Value)[] Headers)
    {
        public Task<Answer> SendAsync(byte[]? body, string mediaType = "application/json")
        {
            var content = body is null ? null : new ByteArrayContent(body);
            content?.Headers.TryAddWithoutValidation("Content-Type", mediaType);
            return Caller.SendAsync(new HttpMethod(Operation.Method), Path, content);
        }
    }
}
