using FincoreSim.Domain.Worlds;

namespace FincoreSim.Runs.Bundles;

/// <summary>Reads <c>commands.jsonl</c>; what is wrong is said with its line.</summary>
internal static class InputReader
{
    /// <summary>
    /// The inputs. Refused: a line that is none, another number of lines than the bundle says, a restore of what was not kept.
    /// </summary>
    public static ImmutableArray<RecordedInput> Read(byte[] bytes, int expected)
    {
        var inputs = ImmutableArray.CreateBuilder<RecordedInput>();
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var rest = bytes.AsMemory();
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            var input = ReadLine(line.Span, inputs.Count + 1);
            if (input is RecordedSnapshot snapshot)
            {
                kept.Add(snapshot.Name);
            }
            else if (input is RecordedRestore restore && !kept.Contains(restore.Name))
            {
                throw At(inputs.Count + 1, $"there is no snapshot '{restore.Name}' before it");
            }

            inputs.Add(input);
        }

        return inputs.Count == expected
            ? inputs.ToImmutable()
            : throw new BundleException(BundleFile.InputsName, $"it has {inputs.Count} lines; the bundle says {expected}");
    }

    private static RecordedInput ReadLine(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, BundleJson.Line)?.ToInput() ?? throw At(number, "it is not a recorded input");
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException)
        {
            throw At(number, BundleProblem.Of(line, BundleJson.Line, problem));
        }
    }

    private static BundleException At(int line, string why) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{BundleFile.InputsName}:{line}"), why);
}
