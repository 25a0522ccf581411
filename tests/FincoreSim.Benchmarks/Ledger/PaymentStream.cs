using FincoreSim.Benchmarks.Http;
using FincoreSim.Benchmarks.Sandboxes;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Worlds;
using FincoreSim.Language.Shapes;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Benchmarks.Ledger;

/// <summary>Payments of the demo world as the API submits them, each with a key of its own where there are keys.</summary>
internal sealed class PaymentStream(bool hasKeys)
{
    private static readonly PaymentForm Form = new(
        DocsTemplate.CentralInstrument, DocsTemplate.External, "1234567", "lorem ipsum dolor sit amet", "0.02",
        Transaction.Currency);

    private uint _number;

    /// <summary>The next request.</summary>
    public PaymentRequest Next() => new("money_out", new MoneyOut(DocsTemplate.Client, Form), hasKeys ? Key(++_number) : null);

    /// <summary>Puts payments that have settled into a world, each by the time the next one comes.</summary>
    public void Fill(WorldGate gate, int count)
    {
        var options = gate.Read(world => world.State.Options);
        gate.Execute(new ChangeOptions(options with { SpeiSettlesAfter = TimeSpan.Zero }));
        for (var index = 0; index < count; index++)
        {
            gate.Submit(Next());
        }

        gate.Execute(new ChangeOptions(options));
    }

    /// <summary>A key with its own copy of the body, as a request has it.</summary>
    private static KeyUse Key(uint number)
    {
        var mixed = unchecked(number * 0x9E3779B1u);
        var key = new Guid(mixed, (ushort)(number & 0xFFFF), (ushort)(number >> 16), 0x9e, 0x21, 1, 2, 3, 4, 5, 6);
        var hash = new BodyHash(number);
        return new KeyUse(new IdempotencyKey(DocsTemplate.Client, key), hash, MoneyOutRequest.Body.ToArray(), IsDerived: true);
    }
}
