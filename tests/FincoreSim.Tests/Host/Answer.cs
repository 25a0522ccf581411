using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FincoreSim.Tests.Host;

/// <summary>
/// An answer as a test reads it; each <c>Should…</c> fails with the whole answer and returns it for the next step.
/// </summary>
public sealed class Answer
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> _headers;
    private JsonElement? _json;

    private Answer(int status, ReadOnlyMemory<byte> bytes, IReadOnlyList<KeyValuePair<string, string>> headers) =>
        (Status, Bytes, _headers) = (status, bytes, headers);

    public int Status { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    public JsonElement Json => _json ??= JsonElement.Parse(Bytes.Span);

    public string Reason => this["details.0.reason"];

    public string Detail => this["details.0.metadata.error_detail"];

    /// <summary>The text at a dotted path, such as <c>audit.createdAt</c> or <c>data.0.id</c>.</summary>
    public string this[string path] => At(path).ToString();

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .Select(header => KeyValuePair.Create(header.Key, string.Join(", ", header.Value))).ToArray();
        return new Answer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), headers);
    }

    /// <summary>A JSON text that came some other way, such as a webhook.</summary>
    public static Answer OfJson(string text) => new(200, Encoding.UTF8.GetBytes(text), []);

    /// <summary>What came over a raw connection, which must have been an HTTP answer.</summary>
    public static Answer Of(Testing.RawAnswer raw)
    {
        Assert.That(
            raw.Outcome, Is.EqualTo(Testing.RawOutcome.Answered), $"what came: {Encoding.Latin1.GetString(raw.Bytes.Span)}");
        return new Answer(raw.Status, raw.Body, raw.Headers);
    }

    public string? Header(string name) =>
        _headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    public JsonElement At(string path)
    {
        var found = Json;
        foreach (var step in path.Split('.'))
        {
            found = found.ValueKind == JsonValueKind.Array
                && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? found[index]
                : found.TryGetProperty(step, out var member) ? member : throw new AssertionException($"no {path} in {this}");
        }

        return found;
    }

    public int Count(string path) => At(path).GetArrayLength();

    public Answer ShouldBe(int status)
    {
        Assert.That(Status, Is.EqualTo(status), ToString());
        return this;
    }

    /// <summary>Exactly these members, in any order, and nothing more.</summary>
    public Answer ShouldHaveMembers(string path, params string[] names)
    {
        var element = path.Length == 0 ? Json : At(path);
        Assert.That(element.EnumerateObject().Select(member => member.Name), Is.EquivalentTo(names), ToString());
        return this;
    }

    public Answer ShouldMatch(string path, string pattern)
    {
        Assert.That(this[path], Does.Match(pattern), $"{path} of {this}");
        return this;
    }

    public Answer ShouldSay(string path, string text)
    {
        Assert.That(this[path], Is.EqualTo(text), $"{path} of {this}");
        return this;
    }

    public Answer ShouldBeNull(params string[] paths)
    {
        Assert.That(paths.Where(path => At(path).ValueKind != JsonValueKind.Null), Is.Empty, ToString());
        return this;
    }

    /// <summary>The whole body, compared as JSON.</summary>
    public Answer ShouldEqualJson(string expected)
    {
        if (!JsonElement.DeepEquals(Json, JsonElement.Parse(expected)))
        {
            Assert.That(Text, Is.EqualTo(expected));
        }

        return this;
    }

    /// <summary>An error with the documented body, whole; nothing in it tells of the program's insides.</summary>
    public Answer ShouldBeError(int status, string? reason = null, string? detail = null)
    {
        ShouldBe(status);
        Assert.That(Header("Content-Type"), Is.EqualTo("application/json"), ToString());
        ShouldHaveMembers("", "code", "message", "details").ShouldSay("message", "API Error");
        Assert.That(At("code").ValueKind, Is.EqualTo(JsonValueKind.Number), ToString());
        Assert.That(Count("details"), Is.EqualTo(1), ToString());
        ShouldHaveMembers("details.0", "@type", "reason", "domain", "metadata")
            .ShouldHaveMembers("details.0.metadata", "error_detail", "http_code", "module", "method_name", "error_code")
            .ShouldSay("details.0.@type", "type.googleapis.com/google.rpc.ErrorInfo")
            .ShouldSay("details.0.domain", "CORE")
            .ShouldSay("details.0.metadata.http_code", status.ToString(CultureInfo.InvariantCulture));
        Assert.That(Detail, Is.Not.Empty, ToString());
        Assert.That(Text, Does.Not.Contain("FincoreSim").And.Not.Contain("System.").And.Not.Contain("   at "), ToString());
        if (reason is not null)
        {
            ShouldSay("details.0.reason", reason);
        }

        return detail is null ? this : ShouldSay("details.0.metadata.error_detail", detail);
    }

    public override string ToString() => $"{Status} {Text}";
}
