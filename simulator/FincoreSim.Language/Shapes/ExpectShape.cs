using FincoreSim.Language.Kinds;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Shapes;

/// <summary>The mapping of <c>expect</c>, whose keys each take one expectation or a list. Stateless.</summary>
internal static class ExpectShape
{
    private static readonly ImmutableArray<Key<ImmutableArray<Expectation>>> Keys =
    [
        Of("transaction", ExpectationShapes.Transaction, "Exactly one transaction is so."),
        Of("transactions", ExpectationShapes.Transactions, "Transactions that are so, as many as count says."),
        Of("balance", ExpectationShapes.Balance, "The balance of an account."),
        Of("webhook", ExpectationShapes.Webhook, "Exactly one webhook is so."),
        Of("webhooks", ExpectationShapes.Webhooks, "Webhooks that are so."),
        Of("calls", ExpectationShapes.Calls, "What the integrator sent to us."),
        Of("answers", ExpectationShapes.Answers, "What the integrator replied to our webhooks."),
        Of("idempotency", ExpectationShapes.Idempotency, "What became of an idempotency key."),
        Of("call", ExpectationShapes.Call, "Asks the integrator, and looks at its answer."),
    ];

    /// <summary>Everything that is expected at a moment.</summary>
    public static Shape<ImmutableArray<Expectation>> Shape { get; } = new("expect", "What must be true now.", [.. Keys], Build);

    private static ImmutableArray<Expectation> Build(Fields fields)
    {
        ImmutableArray<Expectation> all = [.. Keys.Where(fields.Has).SelectMany(key => fields.Get(key))];
        if (all.IsEmpty)
        {
            fields.Reading.Error(fields.Node, "nothing is expected here");
        }

        return all;
    }

    private static Key<ImmutableArray<Expectation>> Of<T>(string name, Kind<T> kind, string description)
        where T : Expectation => new(name, new UpcastKind<T>(new ListKind<T>("expectations", kind, takesOne: true)), description);

    /// <summary>Special expectations as expectations.</summary>
    private sealed class UpcastKind<T>(Kind<ImmutableArray<T>> kind) : Kind<ImmutableArray<Expectation>>
        where T : Expectation
    {
        public override string Expectation => kind.Expectation;

        public override ImmutableArray<Expectation> Read(Node node, Reading reading) =>
            ImmutableArray<Expectation>.CastUp(kind.Read(node, reading));

        public override System.Text.Json.Nodes.JsonObject Schema(SchemaBook book) => kind.Schema(book);
    }
}
