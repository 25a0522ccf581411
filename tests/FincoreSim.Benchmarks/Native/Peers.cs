using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Benchmarks.Http;

namespace FincoreSim.Benchmarks.Native;

/// <summary>
/// Servers of others that can stand in for the API, from a folder where npm has put them: each with the one answer, the JSON that
/// the bare endpoint gives, or what it makes of the OpenAPI document. None keeps any state of payments.
/// </summary>
internal static class Peers
{
    private const string Route = "/v1/transactions/money_out";

    /// <summary>Those that are there; the others are told of.</summary>
    public static IEnumerable<ServerPlan> In(string folder, string work)
    {
        var modules = Path.Combine(folder, "node_modules");
        (string Name, bool IsThere, Func<ServerPlan> Plan)[] all =
        [
            ("WireMock", JarIn(modules) is not null && IsOnPath("java"), () => WireMock(JarIn(modules)!, work)),
            ("Prism", File.Exists(Program("prism")), () => Prism(Program("prism"))),
            ("Mockoon", File.Exists(Program("mockoon-cli")), () => Mockoon(Program("mockoon-cli"), work)),
            ("json-server", File.Exists(Program("json-server")), () => JsonServer(Program("json-server"), work)),
        ];
        foreach (var (name, isThere, plan) in all)
        {
            if (isThere)
            {
                yield return plan();
            }
            else
            {
                Console.Error.WriteLine($"left out: {name} is not in {folder}, or what it needs is not installed");
            }
        }

        string Program(string name) => Path.Combine(modules, ".bin", name);
    }

    private static ServerPlan Prism(string program) =>
        new("Prism, static", "node", program, "mock", "--port", "{port}", DocumentPath());

    private static ServerPlan WireMock(string jar, string work)
    {
        var mappings = Directory.CreateDirectory(Path.Combine(work, "wiremock/mappings")).FullName;
        File.WriteAllText(Path.Combine(mappings, "money_out.json"), new JsonObject
        {
            ["request"] = new JsonObject { ["method"] = "POST", ["urlPath"] = Route },
            ["response"] = new JsonObject
            {
                ["status"] = 200,
                ["headers"] = new JsonObject { ["Content-Type"] = "application/json" },
                ["body"] = Answer("{{jsonPath request.body '$.transaction_request.amount'}}"),
                ["transformers"] = new JsonArray("response-template"),
            },
        }.ToJsonString());
        return new ServerPlan(
            "WireMock, templated", "java", "-jar", jar, "--port", "{port}", "--bind-address", "127.0.0.1",
            "--root-dir", Path.Combine(work, "wiremock"), "--no-request-journal", "--disable-banner");
    }

    private static ServerPlan Mockoon(string program, string work)
    {
        var file = Path.Combine(work, "mockoon.json");
        var response = new JsonObject
        {
            ["uuid"] = "0b7f3c1e-0000-4000-8000-000000000003",
            ["body"] = Answer("{{body 'transaction_request.amount'}}"),
            ["statusCode"] = 200,
            ["default"] = true,
            ["headers"] = new JsonArray(new JsonObject { ["key"] = "Content-Type", ["value"] = "application/json" }),
            ["bodyType"] = "INLINE",
            ["rules"] = new JsonArray(),
        };
        var route = new JsonObject
        {
            ["uuid"] = "0b7f3c1e-0000-4000-8000-000000000002",
            ["type"] = "http",
            ["method"] = "post",
            ["endpoint"] = Route[1..],
            ["responses"] = new JsonArray(response),
        };
        File.WriteAllText(file, new JsonObject
        {
            ["uuid"] = "0b7f3c1e-0000-4000-8000-000000000001",
            ["lastMigration"] = 33,
            ["name"] = "money_out",
            ["port"] = 3000,
            ["hostname"] = "127.0.0.1",
            ["latency"] = 0,
            ["routes"] = new JsonArray(route),
        }.ToJsonString());
        return new ServerPlan(
            "Mockoon, templated", "node", program, "start", "--data", file, "--port", "{port}",
            "--disable-log-to-file", "--repair");
    }

    private static ServerPlan JsonServer(string program, string work)
    {
        var file = Path.Combine(work, "db.json");
        var one = new JsonObject { ["id"] = 1, ["answer"] = JsonNode.Parse(Answer("0.02")) };
        File.WriteAllText(file, new JsonObject { ["transactions"] = new JsonArray(one) }.ToJsonString());
        return new ServerPlan(
            "json-server, GET of one", "node", program, file, "--port", "{port}", "--host", "127.0.0.1", "--quiet")
        {
            GetPath = "/transactions/1",
        };
    }

    private static string Answer(string amount)
    {
        var form = new BareForm("1234567", "lorem ipsum dolor sit amet", "AMOUNT", "MXN");
        var answer = BareTransaction.From(new BarePayment("client", "source", "destination", form));
        return JsonSerializer.Serialize(answer, BareJson.Default.BareTransaction)
            .Replace("AMOUNT", amount, StringComparison.Ordinal);
    }

    private static string? JarIn(string modules) => Path.Combine(modules, "wiremock") is var folder && Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.jar", SearchOption.AllDirectories).FirstOrDefault()
        : null;

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string DocumentPath()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "openapi/fincore.yaml")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? ".", "openapi/fincore.yaml");
    }
}
