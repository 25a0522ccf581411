using System.Text;

namespace FincoreSim.Language.Model;

/// <summary>A reference in a text: <c>${deposit.id}</c>.</summary>
/// <param name="Name">The name: <c>deposit</c>.</param>
/// <param name="Path">The member, with dots; empty where the name stands alone.</param>
internal sealed record Reference(string Name, string Path)
{
    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? $"${{{Name}}}" : $"${{{Name}.{Path}}}";
}

/// <summary>A piece of a text: either as it stands, or a reference.</summary>
/// <param name="Text">What stands there; for a reference its source.</param>
/// <param name="Reference">The reference; null for plain text.</param>
internal sealed record TemplatePart(string Text, Reference? Reference);

/// <summary>A text that may hold references; <c>$${</c> is a plain <c>${</c>. Immutable.</summary>
/// <param name="Raw">The text as written.</param>
/// <param name="Parts">Its pieces in order.</param>
internal sealed record Template(string Raw, ImmutableArray<TemplatePart> Parts)
{
    private const string Open = "${";

    /// <summary>The references in order.</summary>
    public IEnumerable<Reference> References => Parts.Select(part => part.Reference).OfType<Reference>();

    /// <summary>Whether it has no references.</summary>
    public bool IsPlain => Parts.All(part => part.Reference is null);

    /// <summary>The text of one that has no references.</summary>
    public string PlainText => Parts is [var one] ? one.Text : string.Concat(Parts.Select(part => part.Text));

    /// <summary>A text without references, whatever it looks like.</summary>
    public static Template Plain(string text) => new(text, [new TemplatePart(text, null)]);

    /// <summary>Reads a text; says what is wrong with it where it cannot be read.</summary>
    public static (Template? Template, string? Problem) Read(string text)
    {
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (text.AsSpan(at).StartsWith("$${", StringComparison.Ordinal))
            {
                plain.Append(Open);
                at += 3;
            }
            else if (!text.AsSpan(at).StartsWith(Open, StringComparison.Ordinal))
            {
                plain.Append(text[at++]);
            }
            else if (text.IndexOf('}', at) is var end && end < 0)
            {
                return (null,
                    "a reference begins with ${ here and does not end: close it with }, or write $${ for the plain characters");
            }
            else if (ReferenceIn(text[(at + 2)..end]) is not { } reference)
            {
                return (null, $"'{text[at..(end + 1)]}' is not a valid reference: write ${{name}} or ${{name.member}}");
            }
            else
            {
                Flush(plain, parts);
                parts.Add(new TemplatePart(reference.ToString(), reference));
                at = end + 1;
            }
        }

        Flush(plain, parts);
        return (new Template(text, parts.ToImmutable()), null);
    }

    /// <summary>The text with what each reference stands for.</summary>
    public string Resolve(Func<Reference, string> resolve) =>
        string.Concat(Parts.Select(part => part.Reference is { } reference ? resolve(reference) : part.Text));

    /// <inheritdoc/>
    public override string ToString() => Raw;

    private static void Flush(StringBuilder plain, ImmutableArray<TemplatePart>.Builder parts)
    {
        if (plain.Length > 0)
        {
            parts.Add(new TemplatePart(plain.ToString(), null));
            plain.Clear();
        }
    }

    private static Reference? ReferenceIn(string inner)
    {
        var segments = inner.Split('.');
        return segments.All(
            segment => segment.Length > 0 && segment.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'))
            && char.IsAsciiLetter(inner[0])
            ? new Reference(segments[0], string.Join('.', segments[1..]))
            : null;
    }
}
