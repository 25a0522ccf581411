using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace FincoreSim.Json;

/// <summary>
/// The short way to a body that is as most are: members of the shape and no others, each once, all of them texts and plain ones
/// (<see cref="PlainText"/>). It is read in one pass, and only where things are is kept. Of anything else this tells nothing:
/// then <see cref="ParsedBody"/> reads it, or refuses it.
/// </summary>
internal sealed class PlainBody : JsonBody
{
    /// <summary>The most members of a shape.</summary>
    public const int MembersMax = 6;

    private const int UuidLength = 36;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = DepthMax };

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly BodyShape _shape;
    private Places _places;
    private PlainBody? _object;

    private PlainBody(ReadOnlyMemory<byte> bytes, BodyShape shape) => (_bytes, _shape) = (bytes, shape);

    /// <summary>
    /// Whether a shape is one for this: few members, all of them texts but for one that may be an object of such.
    /// </summary>
    public static bool CanRead(ImmutableArray<Member> members) =>
        members.Length <= MembersMax
        && members.Count(member => member.Kind == MemberKind.Object) <= 1
        && members.All(
            member =>
                member.Kind is MemberKind.Text or MemberKind.Uuid or MemberKind.Amount || member.Shape is { IsPlain: true });

    /// <summary>The body; null where it is anything but such a one.</summary>
    public static PlainBody? TryRead(ReadOnlyMemory<byte> bytes, BodyShape shape)
    {
        if (!shape.IsPlain || bytes.Length == 0)
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(bytes.Span, Options);
            var body = new PlainBody(bytes, shape);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && body.Read(ref reader) && !reader.Read()
                ? body
                : null;
        }
        catch (JsonException)
        {
            // No JSON: who parses it whole says where.
            return null;
        }
    }

    public override string? OptionalText(string name) =>
        Find(name) is { IsThere: true } place ? Encoding.ASCII.GetString(Bytes(place)) : null;

    public override string? AmountText(string name) => OptionalText(name);

    public override Guid? OptionalUuid(string name) =>
        Find(name) is { IsThere: true } place && Utf8Parser.TryParse(Bytes(place), out Guid id, out _) ? id : null;

    public override double? OptionalNumber(string name) => NotOfAPlainShape<double>(name);

    public override long? OptionalInteger(string name) => NotOfAPlainShape<long>(name);

    public override bool? OptionalBoolean(string name) => NotOfAPlainShape<bool>(name);

    public override JsonBody? OptionalObject(string name) => Find(name).IsThere ? _object : null;

    public override bool Has(string name) => Find(name).IsThere;

    /// <summary>Writes the form that <see cref="CanonicalJson"/> gives; it is never longer than the body.</summary>
    /// <returns>How many bytes it has.</returns>
    public int WriteCanonical(Span<byte> into)
    {
        var written = 0;
        foreach (var index in _shape.ByName)
        {
            var (member, place) = (_shape.Members[index], _places[index]);
            if (!place.IsThere)
            {
                continue;
            }

            into[written] = (byte)(written == 0 ? '{' : ',');
            member.CanonicalName.Span.CopyTo(into[(written + 1)..]);
            written += 1 + member.CanonicalName.Length;
            written += member.Kind == MemberKind.Object
                ? _object!.WriteCanonical(into[written..])
                : WriteQuoted(place, into[written..]);
        }

        if (written == 0)
        {
            into[written++] = (byte)'{';
        }

        into[written] = (byte)'}';
        return written + 1;
    }

    private int WriteQuoted(Place place, Span<byte> into)
    {
        _bytes.Span.Slice(place.Start - 1, place.Length + 2).CopyTo(into);
        return place.Length + 2;
    }

    /// <summary>
    /// Reads on from the object's beginning to its end; false where there is something in it that is not for this.
    /// </summary>
    private bool Read(ref Utf8JsonReader reader)
    {
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = IndexOf(ref reader, next);
            if (index < 0 || _places[index].IsThere || !reader.Read() || !Take(ref reader, index))
            {
                return false;
            }

            next = index + 1;
        }

        return HasRequired();
    }

    /// <summary>Where a name is among the members: they mostly come in their order.</summary>
    private int IndexOf(ref Utf8JsonReader reader, int next)
    {
        if (reader.ValueIsEscaped)
        {
            return -1;
        }

        var members = _shape.Members;
        for (var tried = 0; tried < members.Length; tried++)
        {
            var index = next + tried < members.Length ? next + tried : next + tried - members.Length;
            if (reader.ValueSpan.SequenceEqual(members[index].NameBytes.Span))
            {
                return index;
            }
        }

        return -1;
    }

    private bool Take(ref Utf8JsonReader reader, int index)
    {
        var member = _shape.Members[index];
        if (member.Kind == MemberKind.Object)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            _places[index] = new Place((int)reader.TokenStartIndex, 1);
            _object = new PlainBody(_bytes, member.Shape!);
            return _object.Read(ref reader);
        }

        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped || !Ascii.IsValid(reader.ValueSpan)
            || (member.Kind == MemberKind.Uuid && !IsUuid(reader.ValueSpan))
            || member.Rule?.LetsThrough(reader.ValueSpan) == false)
        {
            return false;
        }

        _places[index] = new Place((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        return true;
    }

    private static bool IsUuid(ReadOnlySpan<byte> text) =>
        text.Length == UuidLength && Utf8Parser.TryParse(text, out Guid _, out var read) && read == UuidLength;

    private bool HasRequired()
    {
        for (var index = 0; index < _shape.Members.Length; index++)
        {
            if (_shape.Members[index].IsRequired && !_places[index].IsThere)
            {
                return false;
            }
        }

        return true;
    }

    private Place Find(string name)
    {
        for (var index = 0; index < _shape.Members.Length; index++)
        {
            if (_shape.Members[index].Name == name)
            {
                return _places[index];
            }
        }

        return default;
    }

    private ReadOnlySpan<byte> Bytes(Place place) => _bytes.Span.Slice(place.Start, place.Length);

    private static T? NotOfAPlainShape<T>(string name)
        where T : struct => throw new InvalidOperationException($"{name} is no text, and so of no shape that is read this way");

    /// <summary>Where a value is in the body: a text without its quotes, of an object its beginning.</summary>
    private readonly record struct Place(int Start, int Length)
    {
        /// <summary>A body begins with a brace, so that no value is at its beginning.</summary>
        public bool IsThere => Start > 0;
    }

    /// <summary>The places of a shape's members, in their order.</summary>
    [InlineArray(MembersMax)]
    private struct Places
    {
        private Place _first;
    }
}
