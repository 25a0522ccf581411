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

    /// <summary>Many keys to a hash code, and many hash codes.</summary>
    public static ChosenKey Crowded(int number) => new(number, number % 7);

    /// <summary>Keys whose mixed hash codes differ in the highest bits alone: the deepest trie there can be.</summary>
    public static ChosenKey Deep(int number) => new(number, Unmixed((uint)(number % 4) << 30));

    public override int GetHashCode() => Hash;

    // The inverse of the finaliser in StateMap, each step undone in reverse order.
    private static int Unmixed(uint mixed)
    {
        unchecked
        {
            var hash = (mixed ^ (mixed >> 16)) * Inverse(0xC2B2AE35);
            hash = (hash ^ (hash >> 13) ^ (hash >> 26)) * Inverse(0x85EBCA6B);
            return (int)(hash ^ (hash >> 16));
        }
    }

    private static uint Inverse(uint odd)
    {
        unchecked
        {
            // Newton's iteration: each round doubles the number of right bits, beginning with three.
            var inverse = odd;
            for (var round = 0; round < 4; round++)
                inverse *= 2 - (odd * inverse);

            return inverse;
        }
    }
}
