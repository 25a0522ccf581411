using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Rules;

/// <summary>
/// What a rule's conditions look at: the fields of a payment, deposit, webhook or request, by dotted path. A field goes by
/// one text or several (an instrument by its id, its account's id and its CLABE); none means that it is not there. Immutable.
/// </summary>
/// <param name="Transaction">The transaction it is about; null where there is none.</param>
/// <param name="Fields">The fields.</param>
public sealed record RuleSubject(TransactionId? Transaction, FrozenDictionary<string, ImmutableArray<string>> Fields)
{
    /// <summary>The texts by which a field goes.</summary>
    public ImmutableArray<string> this[string path] => Fields.TryGetValue(path, out var texts) ? texts : [];

    /// <summary>A subject with these fields.</summary>
    internal static RuleSubject Of(TransactionId? transaction, IEnumerable<(string Path, ImmutableArray<string> Texts)> fields) =>
        new(transaction, fields.ToFrozenDictionary(field => field.Path, field => field.Texts));
}
