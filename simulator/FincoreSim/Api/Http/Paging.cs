using FincoreSim.Domain.Primitives;

namespace FincoreSim.Api.Http;

/// <summary>Which page of a list is asked for.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Size">How many a page; at most <see cref="SizeMax"/>.</param>
internal readonly record struct Paging(int Number, int Size)
{
    /// <summary>How many a page has when nothing is asked (documented by the samples).</summary>
    public const int SizeDefault = 50;

    /// <summary>A larger page counts as this (assumed).</summary>
    public const int SizeMax = 500;

    /// <summary>Reads page and its size from the query; zero, negative or not a number is refused.</summary>
    public static Outcome<Paging> Read(IQueryCollection query, string sizeName)
    {
        if (!TryRead(query, "page", 1, out var number))
        {
            return Invalid("page");
        }

        return TryRead(query, sizeName, SizeDefault, out var size)
            ? new Paging(number, Math.Min(size, SizeMax))
            : Invalid(sizeName);
    }

    /// <summary>The items of this page; empty past the end.</summary>
    public IEnumerable<T> Of<T>(IEnumerable<T> items)
    {
        var before = (long)(Number - 1) * Size;
        return before > int.MaxValue ? [] : items.Skip((int)before).Take(Size);
    }

    private static bool TryRead(IQueryCollection query, string name, int otherwise, out int value)
    {
        value = otherwise;
        return !query.TryGetValue(name, out var text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0);
    }

    private static Refusal Invalid(string name) =>
        new(RefusalCode.InvalidArgument, $"{name} must be a whole number from 1 to {int.MaxValue}.");
}
