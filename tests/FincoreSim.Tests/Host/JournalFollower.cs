using System.Text.Json.Nodes;
using FincoreSim.Language.Kinds;
using FincoreSim.Testing;

namespace FincoreSim.Tests.Host;

/// <summary>An entry of the journal as the stream tells it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What sort of thing happened.</param>
/// <param name="Data">What happened, as JSON.</param>
public sealed record StreamedEntry(int Id, string Kind, string Data);

/// <summary>Follows a sandbox's journal by its server-sent events: a test waits for what happens, and for no time.</summary>
public sealed class JournalFollower : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly StreamReader _reader;

    private JournalFollower(Stream stream) => (_stream, _reader) = (stream, new StreamReader(stream));

    /// <summary>Begins to follow; what was before comes first.</summary>
    public static async Task<JournalFollower> OpenAsync(HttpClient http, string path)
    {
        var follower = new JournalFollower(await http.GetStreamAsync(new Uri(path, UriKind.Relative)));
        Assert.That(await follower.LineAsync(), Does.StartWith(":"));
        return follower;
    }

    /// <summary>The next entries.</summary>
    public async Task<StreamedEntry[]> TakeAsync(int count)
    {
        var entries = new StreamedEntry[count];
        for (var index = 0; index < count; index++)
        {
            entries[index] = await NextAsync();
        }

        return entries;
    }

    /// <summary>Waits for an entry of a kind that tells of something, and passes over the others.</summary>
    public async Task<StreamedEntry> UntilAsync(string kind, string what = "")
    {
        while (true)
        {
            var entry = await NextAsync();
            if (entry.Kind == kind && entry.Data.Contains(what, StringComparison.Ordinal))
            {
                return entry;
            }
        }
    }

    /// <summary>Whether the stream comes to its end.</summary>
    public async Task<bool> EndsAsync()
    {
        while (await LineAsync() is not null)
        {
            // What came before the end does not matter.
        }

        return true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _stream.DisposeAsync();
    }

    private async Task<StreamedEntry> NextAsync()
    {
        var (id, kind) = (0, "");
        while (true)
        {
            switch ((await LineAsync() ?? throw new EndOfStreamException()).Split(": ", 2))
            {
                case ["id", var text]: id = int.Parse(text, System.Globalization.CultureInfo.InvariantCulture); break;
                case ["event", var text]: kind = text; break;
                case ["data", var text]: return new StreamedEntry(id, kind, JsonNode.Parse(text)!.ToJsonString());
                default: break;
            }
        }
    }

    private async Task<string?> LineAsync() => await _reader.ReadLineAsync().WaitAsync(Eventually.Patience);
}
