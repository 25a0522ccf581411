namespace FincoreSim.Domain.Tests.Collections;

/// <summary>A key as the domain has them: a struct around a Guid.</summary>
internal readonly record struct PlainKey(Guid Value)
{
    public static PlainKey From(int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, number);
        return new PlainKey(new Guid(bytes));
    }
}

/// <summary>A key with a hash code of the test's choice.</summary>
internal readonly record struct ChosenKey(int Number, int Hash)
{
    /// <summary>Every key has the same hash code.</summary>
    public static ChosenKey Colliding(int number) => new(number, 12345);

    public override int GetHashCode() => Hash;
}
