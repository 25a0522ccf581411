using System.IO.Compression;
using System.Text;
using FincoreSim.Domain.Worlds;
using FincoreSim.Ground;
using FincoreSim.Output;

namespace FincoreSim.Runs.Bundles;

/// <summary>
/// A run bundle as a file, <c>NAME.run.zip</c>: <c>bundle.json</c>, <c>scenario.yaml</c>, <c>commands.jsonl</c>,
/// <c>result.txt</c> and <c>journal.txt</c>. Equal bundles give equal bytes. What is read is bounded, whatever the file says of
/// itself.
/// </summary>
internal static class BundleFile
{
    /// <summary>How bundles' names end.</summary>
    public const string Extension = ".run.zip";

    /// <summary>The largest file.</summary>
    public const int BytesMax = 300 * 1024 * 1024;

    public const string ManifestName = "bundle.json";
    public const string InputsName = "commands.jsonl";
    public const string ScenarioName = "scenario.yaml";
    public const string ResultName = "result.txt";
    public const string JournalName = "journal.txt";

    private const int MembersMax = 16;
    private const int TextBytesMax = 16 * 1024 * 1024;
    private const int InputBytesMax = 256 * 1024 * 1024;
    private const int ReadableByAll = 0b110_100_100 << 16;

    /// <summary>The first instant that a zip can name: the bytes shall not depend on when they were written.</summary>
    private static readonly DateTimeOffset FixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Writes a bundle to a file, in place of one that is there once it is whole. Throws what the file system throws.
    /// </summary>
    public static void Write(string path, RunBundle bundle) => WholeFile.Write(path, file => Write(file, bundle));

    /// <summary>Writes a bundle.</summary>
    public static void Write(Stream stream, RunBundle bundle)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        AddMember(zip, ManifestName, into => JsonSerializer.Serialize(into, BundleManifest.From(bundle), BundleJson.Manifest));
        AddMember(zip, ScenarioName, into => into.Write(Encoding.UTF8.GetBytes(bundle.Scenario.Text)));
        AddMember(zip, InputsName, into => WriteInputs(into, bundle.Recording));
        AddMember(zip, ResultName, into => into.Write(Encoding.UTF8.GetBytes(bundle.Result)));
        AddMember(zip, JournalName, into => into.Write(Encoding.UTF8.GetBytes(bundle.Journal)));
    }

    /// <summary>
    /// Reads a bundle from a file. Throws <see cref="BundleException"/> where it is none, and what the file system throws.
    /// </summary>
    public static RunBundle Read(string path)
    {
        using var file = File.OpenRead(path);
        return Read(file);
    }

    /// <summary>Reads a bundle that is in memory. Throws <see cref="BundleException"/> where it is none.</summary>
    public static RunBundle Read(byte[] bytes)
    {
        if (bytes.Length > BytesMax)
        {
            throw new BundleException("the file", $"it is more than {BytesMax} bytes");
        }

        using var stream = new MemoryStream(bytes, writable: false);
        return Read(stream);
    }

    /// <summary>Reads a bundle.</summary>
    public static RunBundle Read(Stream stream)
    {
        using var zip = Open(stream);
        var manifest = ReadManifest(TextOf(zip, ManifestName));
        try
        {
            return Read(zip, manifest);
        }
        catch (BundleException problem) when (BundleProblem.MadeBy(manifest.Program) is { Length: > 0 } madeBy)
        {
            throw new BundleException(problem, madeBy);
        }
    }

    private static RunBundle Read(ZipArchive zip, BundleManifest manifest) => new()
    {
        Program = manifest.Program,
        Scenario = new ScenarioOfRun(
            manifest.Scenario, manifest.ScenarioPath, Encoding.UTF8.GetString(TextOf(zip, ScenarioName)), manifest.Combination,
            manifest.SchedulingSeed),
        World = manifest.World,
        Recording = new Recording(InputReader.Read(BytesOf(zip, InputsName, InputBytesMax), manifest.Inputs), manifest.Missed),
        End = manifest.End,
        Result = Encoding.UTF8.GetString(TextOf(zip, ResultName)),
        Journal = Encoding.UTF8.GetString(TextOf(zip, JournalName)),
        NotReplayable = manifest.NotReplayable,
    };

    private static void WriteInputs(Stream into, Recording recording)
    {
        foreach (var input in recording.Inputs)
        {
            JsonSerializer.Serialize(into, InputLine.From(input), BundleJson.Line);
            into.WriteByte((byte)'\n');
        }
    }

    private static void AddMember(ZipArchive zip, string name, Action<Stream> write)
    {
        var member = zip.CreateEntry(name, CompressionLevel.Optimal);
        member.LastWriteTime = FixedTime;
        member.ExternalAttributes = ReadableByAll;
        using var into = member.Open();
        using var buffered = new BufferedStream(into);
        write(buffered);
    }

    private static ZipArchive Open(Stream stream)
    {
        try
        {
            var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return zip.Entries.Count <= MembersMax
                ? zip
                : throw new BundleException("the file", $"it has more than {MembersMax} members");
        }
        catch (InvalidDataException problem)
        {
            throw new BundleException("the file", $"it is not a zip file: {problem.Message}");
        }
    }

    private static BundleManifest ReadManifest(byte[] bytes)
    {
        string? program = null;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            program = ProgramOf(document.RootElement);
            var isNumbered = document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.Number;
            if (!isNumbered || !document.RootElement.GetProperty("format").TryGetInt32(out var number))
            {
                throw new BundleException(ManifestName, "it does not say its format");
            }

            return number == BundleManifest.CurrentFormat
                ? document.Deserialize(BundleJson.Manifest)!
                : throw new BundleException(ManifestName,
                    $"it has format {number}; this program ({Product.Version}) reads format {BundleManifest.CurrentFormat}");
        }
        catch (JsonException problem)
        {
            throw new BundleException(ManifestName,
                BundleProblem.Of(bytes, BundleJson.Manifest, problem) + BundleProblem.MadeBy(program));
        }
    }

    private static string? ProgramOf(JsonElement manifest) =>
        manifest.ValueKind == JsonValueKind.Object && manifest.TryGetProperty("program", out var program)
            && program.ValueKind == JsonValueKind.String ? program.GetString() : null;

    private static byte[] TextOf(ZipArchive zip, string name) => BytesOf(zip, name, TextBytesMax);

    /// <summary>A member's bytes; it is the bytes that are counted, not what the zip says their number is.</summary>
    private static byte[] BytesOf(ZipArchive zip, string name, int max)
    {
        var found = zip.Entries.Where(entry => entry.FullName == name).ToArray();
        if (found.Length != 1)
        {
            throw new BundleException(name, found.Length == 0 ? "the bundle does not have it" : "the bundle has it twice");
        }

        try
        {
            using var member = found[0].Open();
            using var kept = new MemoryStream();
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = member.Read(buffer)) > 0)
            {
                kept.Write(buffer, 0, read);
                if (kept.Length > max)
                {
                    throw new BundleException(name, $"it is more than {max} bytes");
                }
            }

            return kept.ToArray();
        }
        catch (InvalidDataException problem)
        {
            throw new BundleException(name, problem.Message);
        }
    }
}
