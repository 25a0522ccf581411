using System.Buffers;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Worlds;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Model;
using FincoreSim.Runs.Calls;
using FincoreSim.Runs.Expectations;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Steps;

/// <summary>The steps that pay through the API, over real HTTP, as the client would. Thread-safe.</summary>
internal sealed class PaymentSteps(RunContext context, References references, Exchanges exchanges)
{
    private const string ReferenceDefault = "1234567";

    /// <summary>money_out, or internal_transaction.</summary>
    public async Task<StepAnswer> PayAsync(PaymentStep step, RunScope scope)
    {
        var key = KeyOf(step.Key, scope);
        var (from, to) = (Instrument(step.From, scope), Instrument(step.To, scope));
        var client = ClientOf(from);
        var body = Json(writer =>
        {
            WriteSides(writer, client, from, to);
            writer.WriteStartObject("transaction_request");
            writer.WriteString("external_reference", references.TextOrNull(step.Reference, scope) ?? ReferenceDefault);
            writer.WriteString("description", references.TextOrNull(step.Description, scope) ?? "Pago");
            writer.WriteString("amount", Amounts.Text(step.Amount, context, references, scope));
            writer.WriteString("currency", references.TextOrNull(step.Currency, scope) ?? Transaction.Currency);
            writer.WriteEndObject();
        });
        KeyValuePair<string, string>[] outcome = references.TextOrNull(step.Outcome, scope) is { } asked
            ? [new(ApiCall.OutcomeHeader, asked)]
            : [];
        var path = step.IsInternal ? "/v1/transactions/internal_transaction" : "/v1/transactions/money_out";
        var answer = await exchanges.CallApiAsync("POST", path, body, [new("Idempotency-Key", key), .. outcome], client, scope);
        return answer with { Key = key };
    }

    /// <summary>penny_validation.</summary>
    public async Task<StepAnswer> ValidateAsync(PennyValidationStep step, RunScope scope)
    {
        var key = KeyOf(step.Key, scope);
        var from = step.From is { } given ? Instrument(given, scope) : context.Sandbox.Read(PayingInstrument);
        var to = Instrument(step.To, scope);
        var client = ClientOf(from);
        var body = Json(writer => WriteSides(writer, client, from, to));
        var answer = await exchanges.CallApiAsync(
            "POST", "/v1/transactions/penny_validation", body, [new("Idempotency-Key", key)], client, scope);
        return answer with { Key = key };
    }

    /// <summary>refund.</summary>
    public Task<StepAnswer> RefundAsync(RefundStep step, RunScope scope)
    {
        var id = new TransactionId(references.Id(step.Of, scope));
        var original = context.Sandbox.Read(world => world.State.Transactions.Find(id));
        var client = original?.ClientId ?? context.Client;
        var amount = step.Amount is { } given
            ? Amounts.Text(given, context, references, scope)
            : original?.Amount.ToString() ?? "1.00";
        var body = Json(writer => writer.WriteString("amount", amount));
        return exchanges.CallApiAsync(
            "POST", $"/v1/clients/{client.Value}/transactions/{id.Value}/refund", body, [], client, scope);
    }

    /// <summary>The centralizing account that <c>given</c> names first, else the client's first.</summary>
    private InstrumentId PayingInstrument(World world)
    {
        var client = world.State.Clients.OldestFirst().First().Id;
        var central = world.State.Accounts.OldestFirst()
            .Where(account => account.ClientId == client && account.Type == AccountType.CentralizingAccount).ToArray();
        return (central.FirstOrDefault(account => account.Id.Value == context.FirstAccount) ?? central[0]).InstrumentId;
    }

    private InstrumentId Instrument(Operand operand, RunScope scope)
    {
        var text = references.First(operand, scope);
        return context.Sandbox.Read(
            world => Counterparties.FindInstrument(world.State, world.State.Clients.OldestFirst().First().Id, text))
            ?? throw new ScenarioStopped($"no instrument has the CLABE {text}: register it in given.instruments");
    }

    /// <summary>Whose instrument pays: that client calls; the sandbox's first where nobody knows it.</summary>
    private ClientId ClientOf(InstrumentId instrument) =>
        context.Sandbox.Read(world => world.State.Instruments.Find(instrument)?.ClientId) ?? context.Client;

    /// <summary>The key of a step; without one a key that is the same in every run, but another each time it is done.</summary>
    private string KeyOf(Template? key, RunScope scope) => references.TextOrNull(key, scope) is { } given
        ? IdempotencyKeys.Of(given).ToString()
        : IdempotencyKeys.OfPlace(scope.Path).ToString();

    private static void WriteSides(Utf8JsonWriter writer, ClientId client, InstrumentId from, InstrumentId to)
    {
        writer.WriteString("client_id", client.Value);
        writer.WriteString("source_instrument_id", from.Value);
        writer.WriteString("destination_instrument_id", to.Value);
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

/// <summary>The amounts of steps. Stateless.</summary>
internal static class Amounts
{
    /// <summary>The text of an amount: as written, or drawn each time that a step is done.</summary>
    public static string Text(Amount amount, RunContext context, References references, RunScope scope) => amount switch
    {
        FixedAmount known => references.Text(known.Text, scope),
        DrawnAmount { From: var from, To: var to } =>
            new Money(context.Draws.Between($"amount{scope.Path}", 0, from.Centavos, to.Centavos)).ToString(),
        _ => throw new InvalidOperationException(amount.GetType().Name),
    };
}
