using System.Text.Json.Nodes;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Reports;
using FincoreSim.Domain.Webhooks;
using FincoreSim.SampleIntegrator.Payments;

namespace FincoreSim.Tests.Host;

/// <summary>Request bodies, as the documentation prints them; each call gives a fresh one that a test may spoil.</summary>
public static class Bodies
{
    public static JsonObject Payment(
        string amount = "1.95", string? destination = null, string? source = null, string client = Docs.Client) => new()
        {
            ["client_id"] = client,
            ["source_instrument_id"] = source ?? Docs.CentralInstrument,
            ["destination_instrument_id"] = destination ?? Docs.External,
            ["transaction_request"] = new JsonObject
            {
                ["external_reference"] = "1234567",
                ["description"] = "lorem ipsum dolor sit amet",
                ["amount"] = amount,
                ["currency"] = "MXN",
            },
        };

    public static JsonObject Penny(string? destination = null, string? source = null, string client = Docs.Client) => new()
    {
        ["client_id"] = client,
        ["source_instrument_id"] = source ?? Docs.CentralInstrument,
        ["destination_instrument_id"] = destination ?? Docs.External,
    };

    public static JsonObject Refund(string amount = "9.99", string description = "Lorem ipsum") => new()
    {
        ["amount"] = amount,
        ["description"] = description,
    };

    public static JsonObject Card(
        string client = Docs.Client, string? customer = Docs.Customer) => Instrument(client, customer, new()
        {
            ["debit_card"] = new JsonObject
            {
                ["destination_bank_id"] = Docs.Banamex,
                ["card_number"] = "5579072268574100",
                ["holder_name"] = "Pedro Navajas Dos",
            },
        });

    public static JsonObject Clabe(
        string clabe = Docs.ExternalClabe, string bank = Docs.Bbva, string client = Docs.Client, string? customer = null) =>
        Instrument(client, customer, new()
        {
            ["virtual_clabe"] = new JsonObject
            {
                ["destination_bank_id"] = bank,
                ["account_number"] = clabe[6..],
                ["clabe_number"] = clabe,
                ["holder_name"] = "Maria Lopez",
            },
        });

    public static JsonObject PrivateAccount(string owner = Docs.Client, string client = Docs.Client) => new()
    {
        ["bank_id"] = Docs.FincoPay,
        ["owner_id"] = owner,
        ["client_bank_adapter_id"] = Docs.BankAdapter,
        ["client_id"] = client,
        ["account_id"] = Docs.Central,
    };

    public static JsonObject Webhook(
        string type, string url, string token = "secretToken0123", string client = Docs.Client) => new()
        {
            ["client_id"] = client,
            ["url"] = url,
            ["token"] = token,
            ["webhook_type"] = type,
            ["auth_type"] = "AUTH",
        };

    public static JsonObject Token(string secret = Docs.Secret, string client = Docs.Client) => new()
    {
        ["client_id"] = client,
        ["client_secret"] = secret,
    };

    public static JsonObject Report(string type, string date, string? clabe = null)
    {
        var body = new JsonObject { ["client_id"] = Docs.Client, ["report_type"] = type, ["operation_date"] = date };
        if (clabe is not null)
        {
            body["clabe_number"] = clabe;
        }

        return body;
    }

    /// <summary>The body with one member set, at a dotted path; a null <paramref name="value"/> is JSON null.</summary>
    public static JsonObject With(this JsonObject body, string path, JsonNode? value)
    {
        var (parent, name) = Parent(body, path);
        parent[name] = value;
        return body;
    }

    /// <summary>The body without one member, at a dotted path.</summary>
    public static JsonObject Without(this JsonObject body, string path)
    {
        var (parent, name) = Parent(body, path);
        parent.Remove(name);
        return body;
    }

    /// <summary>The member at a dotted path.</summary>
    public static JsonNode? At(this JsonObject body, string path)
    {
        var (parent, name) = Parent(body, path);
        return parent[name];
    }

    private static JsonObject Instrument(string client, string? customer, JsonObject detail)
    {
        var body = new JsonObject
        {
            ["source_bank_id"] = Docs.FincoPay,
            ["client_id"] = client,
            ["type"] = "RECEIVER",
            ["rfc"] = "XAXX010101000",
            ["alias"] = "Tarjeta ABC123",
        };
        if (customer is not null)
        {
            body["customer_id"] = customer;
        }

        var (name, value) = detail.Single();
        detail.Remove(name);
        body[name] = value;
        return body;
    }

    private static (JsonObject Parent, string Name) Parent(JsonObject body, string path)
    {
        var steps = path.Split('.');
        var parent = steps[..^1].Aggregate(body, (found, step) => found[step]!.AsObject());
        return (parent, steps[^1]);
    }
}
