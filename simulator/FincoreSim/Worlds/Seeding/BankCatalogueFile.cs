using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Worlds.Seeding;

/// <summary>The SPEI participants as staging listed them (observed), carried by the program as <c>banks.csv</c>.</summary>
internal static class BankCatalogueFile
{
    private static readonly Lazy<BankCatalogue> Read = new(ReadFile);

    /// <summary>The catalogue; read once.</summary>
    public static BankCatalogue Banks => Read.Value;

    private static BankCatalogue ReadFile()
    {
        using var stream = typeof(BankCatalogueFile).Assembly.GetManifestResourceStream("banks.csv")
            ?? throw new InvalidOperationException("banks.csv is not in the program");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new BankCatalogue(lines.Skip(1).Select(ReadLine));
    }

    private static Bank ReadLine(string line)
    {
        var cells = line.Split(',');
        return cells is [var code, var prefix, var token, var name, var id]
            ? new Bank(new BankId(Guid.Parse(id)), name, token, prefix, code)
            : throw new FormatException($"banks.csv: '{line}' does not have five cells");
    }
}
