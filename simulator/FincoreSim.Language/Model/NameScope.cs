using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Model;

/// <summary>What a name given with <c>as:</c> stands for.</summary>
internal enum Thing
{
    /// <summary>A client of the provider.</summary>
    Client,

    /// <summary>A customer of a client.</summary>
    Customer,

    /// <summary>An account.</summary>
    Account,

    /// <summary>An instrument.</summary>
    Instrument,

    /// <summary>A registered webhook.</summary>
    Webhook,

    /// <summary>A transaction, with the answer to the call that made it.</summary>
    Transaction,

    /// <summary>The answer to a call.</summary>
    Call,

    /// <summary>A snapshot.</summary>
    Snapshot,
}

/// <summary>The names that are known so far, in blocks that end. Used by one reader at a time.</summary>
internal sealed class NameScope
{
    private readonly List<Dictionary<string, (Thing Thing, Position At)>> _blocks = [new(StringComparer.Ordinal)];

    /// <summary>Every name that is known now.</summary>
    public IReadOnlyCollection<string> Known => [.. _blocks.SelectMany(block => block.Keys)];

    /// <summary>Begins a block: what is named in it is forgotten at its end.</summary>
    public void Enter() => _blocks.Add(new Dictionary<string, (Thing, Position)>(StringComparer.Ordinal));

    /// <summary>Ends a block.</summary>
    public void Leave() => _blocks.RemoveAt(_blocks.Count - 1);

    /// <summary>Names something; where the name is taken, says where it was given.</summary>
    public Position? Define(string name, Thing thing, Position at)
    {
        foreach (var block in _blocks)
        {
            if (block.TryGetValue(name, out var known))
            {
                return known.At;
            }
        }

        _blocks[^1].Add(name, (thing, at));
        return null;
    }

    /// <summary>What a name stands for; null where it is not known.</summary>
    public Thing? Find(string name)
    {
        foreach (var block in _blocks)
        {
            if (block.TryGetValue(name, out var known))
            {
                return known.Thing;
            }
        }

        return null;
    }
}
