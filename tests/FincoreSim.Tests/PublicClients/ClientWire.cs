using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.PublicClients;

/// <summary>
/// What both public clients do on the wire, written anew from what they send: <c>x-api-key</c> on every call and a bearer token
/// on all but the first two, keys derived by their own code, bodies without blanks.
/// </summary>
internal sealed class ClientWire(SimSandbox sandbox)
{
    private static readonly Guid Namespace = new("fb9e4ed2-ab8c-4ce3-9bec-4ae7008bfd43");

    private string? _token;

    /// <summary>The id that every path and body carries.</summary>
    public string Id => sandbox.Client.Id;

    /// <summary>What signs the token, as the credentials call told it.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>Reads the credentials and trades them for a token; the answer to the latter.</summary>
    public async Task<Answer> SignInAsync()
    {
        _token = null;
        var credentials = (await SendAsync("GET", $"/v1/clients/{Id}/credentials")).ShouldBe(200)
            .ShouldSay("data.0.status", "ACTIVE");
        Secret = credentials["data.0.client_secret"];
        var body = new JsonObject { ["client_id"] = Id, ["client_secret"] = Secret };
        var token = (await SendAsync("POST", $"/v1/clients/{Id}/auth/credential-tokens", body)).ShouldBe(200);
        _token = token["token"];
        return token;
    }

    /// <summary>Sends a call; with <paramref name="keyed"/> under a key that is derived from its body.</summary>
    public async Task<Answer> SendAsync(string method, string path, JsonObject? body = null, bool keyed = false)
    {
        var caller = sandbox.App.Caller(("x-api-key", sandbox.Client.ApiKey), ("Accept", "application/json"));
        List<(string, string)> headers = _token is null ? [] : [("Authorization", $"Bearer {_token}")];
        if (keyed)
        {
            headers.Add(("Idempotency-Key", KeyOf(path[(path.LastIndexOf('/') + 1)..], body!)));
        }

        return await caller.SendAsync(new HttpMethod(method), path, body?.ToJsonString(), [.. headers]);
    }

    /// <summary>Sends a call again until its answer is as wanted: how a client polls.</summary>
    public async Task<Answer> PollAsync(string path, Func<Answer, bool> isWanted)
    {
        Answer? last = null;
        await Eventually.IsSoAsync(async () => isWanted(last = (await SendAsync("GET", path)).ShouldBe(200)));
        return last!;
    }

    /// <summary>The body of a payment.</summary>
    public JsonObject Payment(string source, string destination, string amount) => new()
    {
        ["client_id"] = Id,
        ["source_instrument_id"] = source,
        ["destination_instrument_id"] = destination,
        ["transaction_request"] = new JsonObject
        {
            ["external_reference"] = "7654329",
            ["description"] = "lorem ipsum dolor sit amet",
            ["amount"] = amount,
            ["currency"] = "MXN",
        },
    };

    /// <summary>Registers a CLABE at the bank that its first three digits name in the catalogue; the instrument.</summary>
    public async Task<Answer> RegisterAsync(
        string clabe, string type, IEnumerable<JsonElement> banks, string holder = "Juan Gomez") =>
        (await SendAsync("POST", $"/v1/clients/{Id}/instruments", new JsonObject
        {
            ["source_bank_id"] = Docs.FincoPay,
            ["client_id"] = Id,
            ["type"] = type,
            ["rfc"] = "ND",
            ["alias"] = $"Beneficiario {clabe[^4..]}",
            ["virtual_clabe"] = new JsonObject
            {
                ["destination_bank_id"] = banks.First(bank => bank.GetProperty("BIM").GetString() == clabe[..3]).GetProperty("id")
                    .GetString(),
                ["account_number"] = clabe[6..17],
                ["clabe_number"] = clabe,
                ["holder_name"] = holder[..Math.Min(40, holder.Length)],
            },
        })).ShouldBe(200);

    /// <summary>The claims of a token whose HS256 signature holds.</summary>
    public JsonElement Verified(string token)
    {
        var parts = token.Split('.');
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(Secret));
        var expected = Base64Url.EncodeToString(hmac.ComputeHash(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}")));
        Assert.That(parts[2], Is.EqualTo(expected), "the signature");
        return ClaimsOf(token);
    }

    /// <summary>The claims of a token, as a client reads them that cannot check it.</summary>
    public static JsonElement ClaimsOf(string token) => JsonElement.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]));

    private string KeyOf(string operation, JsonObject body)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sorted(body)!.ToJsonString())));
#pragma warning disable CA5350 // UUID version 5 is defined by SHA-1.
        var named =
            SHA1.HashData([.. Namespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(Id + operation + hash)])[..16];
#pragma warning restore CA5350
        named[6] = (byte)((named[6] & 0x0F) | 0x50);
        named[8] = (byte)((named[8] & 0x3F) | 0x80);
        return new Guid(named, bigEndian: true).ToString("D", CultureInfo.InvariantCulture);
    }

    private static JsonNode? Sorted(JsonNode? node) => node is JsonObject members
        ? new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value))))
        : node?.DeepClone();
}
