using System.Text.Json.Nodes;
using FincoreSim.Domain.Primitives;
using FincoreSim.Language.Model;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Kinds;

/// <summary>What a key points at: a name given before with <c>as:</c>, an id, a reference, or a CLABE where money goes.</summary>
internal sealed class SubjectKind(string expectation, params ImmutableArray<Thing> things) : SingleKind<Operand>
{
    private readonly bool _takesClabe = things.Contains(Thing.Account) || things.Contains(Thing.Instrument);

    /// <summary>A word that is taken besides, such as <c>first</c>.</summary>
    public string? Word { get; init; }

    /// <inheritdoc/>
    public override string Expectation => expectation;

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book)
    {
        const string Uuid = "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";
        return SchemaBook.OrReference(SchemaBook.Text($"^([A-Za-z][A-Za-z0-9_]*|{Uuid}{(_takesClabe ? "|[0-9]{18}" : "")})$"));
    }

    /// <inheritdoc/>
    protected override Operand? ReadScalar(ScalarNode scalar, Reading reading)
    {
        if (!IsText(scalar, reading) || reading.Template(scalar) is not { } template)
        {
            return null;
        }

        var isLiteral = !template.IsPlain || scalar.Text == Word || Guid.TryParseExact(scalar.Text, "D", out _);
        if (isLiteral)
        {
            return new Operand(ScalarKind.Text, template);
        }

        if (_takesClabe && scalar.Text.Length > 0 && scalar.Text.All(char.IsAsciiDigit))
        {
            return ClabeKind.Check(scalar, reading) ? new Operand(ScalarKind.Text, template) : null;
        }

        return CheckName(scalar, reading) is { } thing ? new Operand(ScalarKind.Text, template, thing) : null;
    }

    private Thing? CheckName(ScalarNode scalar, Reading reading)
    {
        if (reading.Names.Find(scalar.Text) is not { } thing)
        {
            string[] known = [.. reading.Names.Known, .. Word is null ? Array.Empty<string>() : [Word]];
            reading.Error(scalar, $"unknown name '{scalar.Shown}'{Nearest.Hint(scalar.Text, known)}");
            return null;
        }

        if (!things.Contains(thing))
        {
            reading.Error(
                scalar,
                $"'{scalar.Text}' is {ThingMembers.Describe(thing)}, but "
                + $"{string.Join(" or ", things.Select(ThingMembers.Describe))} is expected");
            return null;
        }

        return thing;
    }
}

/// <summary>A CLABE: 18 digits in quotes, or a reference.</summary>
internal sealed class ClabeKind : SingleKind<Template>
{
    /// <inheritdoc/>
    public override string Expectation => "a CLABE, 18 digits in quotes";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => SchemaBook.OrReference(SchemaBook.Text("^[0-9]{18}$"));

    /// <summary>
    /// Whether digits are a CLABE. A wrong check digit is an error only where the sandbox is strict: two CLABEs of the
    /// documentation have one.
    /// </summary>
    public static bool Check(ScalarNode scalar, Reading reading)
    {
        if (!Clabe.TryParse(scalar.Text, out var clabe))
        {
            reading.Error(scalar, $"'{scalar.Shown}' is not a valid CLABE: it has {scalar.Text.Length} characters, not 18 digits");
            return false;
        }

        if (clabe.HasValidCheckDigit)
        {
            return true;
        }

        var valid = Enumerable.Range(0, 10).Select(digit => $"{clabe.Digits[..17]}{digit}")
            .First(text => Clabe.Parse(text).HasValidCheckDigit);
        var message = $"the check digit of {clabe} is wrong: it should end in {valid[^1]}";
        if (reading.IsStrict)
        {
            reading.Error(scalar, message);
        }
        else
        {
            reading.Warn(scalar, message);
        }

        return !reading.IsStrict;
    }

    /// <inheritdoc/>
    protected override Template? ReadScalar(ScalarNode scalar, Reading reading)
    {
        if (!IsText(scalar, reading) || reading.Template(scalar) is not { } template)
        {
            return null;
        }

        return !template.IsPlain || Check(scalar, reading) ? template : null;
    }
}

/// <summary>Digits in quotes, such as a bank code.</summary>
internal sealed class DigitsKind(string expectation, int least, int most) : SingleKind<Template>
{
    /// <inheritdoc/>
    public override string Expectation => expectation;

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) =>
        SchemaBook.OrReference(SchemaBook.Text(string.Create(CultureInfo.InvariantCulture, $"^[0-9]{{{least},{most}}}$")));

    /// <inheritdoc/>
    protected override Template? ReadScalar(ScalarNode scalar, Reading reading)
    {
        if (!IsText(scalar, reading) || reading.Template(scalar) is not { } template)
        {
            return null;
        }

        if (template.IsPlain && (scalar.Text.Length < least || scalar.Text.Length > most || !scalar.Text.All(char.IsAsciiDigit)))
        {
            reading.Error(scalar, $"'{scalar.Shown}' is not {expectation}");
            return null;
        }

        return template;
    }
}
