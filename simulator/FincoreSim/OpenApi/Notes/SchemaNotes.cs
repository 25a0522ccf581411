namespace FincoreSim.OpenApi.Notes;

/// <summary>What a schema and its members mean, beside what their contract says already, and where that comes from.</summary>
/// <param name="Schema">The schema's name in the document.</param>
/// <param name="Note">What the schema is.</param>
/// <param name="Members">What its members are, by name.</param>
internal sealed record SchemaNotes(string Schema, Note Note, ImmutableDictionary<string, Note> Members)
{
    /// <summary>The notes of a schema. Members that mean the same stand together, their names separated by spaces.</summary>
    public static SchemaNotes Of(
        string schema, Source source, string text, params ReadOnlySpan<(string Names, string Text)> members) =>
        new SchemaNotes(schema, new Note(text, source), ImmutableDictionary<string, Note>.Empty).And(source, members);

    /// <summary>With members that have another source.</summary>
    public SchemaNotes And(Source source, params ReadOnlySpan<(string Names, string Text)> members)
    {
        var all = Members.ToBuilder();
        foreach (var (names, text) in members)
        {
            foreach (var name in names.Split(' '))
            {
                all.Add(name, new Note(text, source));
            }
        }

        return this with { Members = all.ToImmutable() };
    }
}

/// <summary>A sentence or two of the document, and where what they say comes from.</summary>
/// <param name="Text">What is said beside what the contract says; may be empty.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record Note(string Text, Source Source);
