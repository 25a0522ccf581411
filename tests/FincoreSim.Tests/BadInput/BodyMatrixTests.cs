using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.BadInput;

/// <summary>
/// Every body that a test person would think of, to every operation that takes one: a documented error body with the right
/// status, soon, without the program's insides, and nothing has changed.
/// </summary>
public sealed class BodyMatrixTests : ApiTests
{

    private static readonly (string Name, byte[] Bytes)[] NoObjects =
    [
        ("empty", []),
        ("white space", " \r\n\t "u8.ToArray()),
        ("an array", "[]"u8.ToArray()),
        ("a text", "\"x\""u8.ToArray()),
        ("null", "null"u8.ToArray()),
        ("a number", "1"u8.ToArray()),
        ("true", "true"u8.ToArray()),
        ("an empty object", "{}"u8.ToArray()),
        ("cut", "{\"client_id\":"u8.ToArray()),
        ("two values", "{} {}"u8.ToArray()),
        ("a trailing comma", "{\"a\":1,}"u8.ToArray()),
        ("a comment", "{/*x*/}"u8.ToArray()),
        ("single quotes", "{'a':1}"u8.ToArray()),
        ("bare names", "{a:1}"u8.ToArray()),
        ("NaN", "{\"a\":NaN}"u8.ToArray()),
        ("a leading zero", "{\"a\":01}"u8.ToArray()),
        ("a control character", "{\"a\":\"\u0001\"}"u8.ToArray()),
        ("a form", "amount=1.00&currency=MXN"u8.ToArray()),
        ("xml", "<a/>"u8.ToArray()),
        ("only a byte order mark", [0xEF, 0xBB, 0xBF]),
        ("invalid utf-8", [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8]),
        ("an overlong form", [.. "{\"a\":\""u8, 0xC0, 0xAF, .. "\"}"u8]),
        ("a zero byte", [0]),
        ("utf-16", Encoding.Unicode.GetBytes("{\"a\":1}")),
        ("half a surrogate pair in a name", """{"\ud800":1}"""u8.ToArray()),
        ("200 arrays", Encoding.ASCII.GetBytes(new string('[', 200) + new string(']', 200))),
        ("200 objects", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200))),
        ("100,000 open arrays", Encoding.ASCII.GetBytes(new string('[', 100_000))),
    ];

    [TestCaseSource(typeof(WritingOperation), nameof(WritingOperation.Cases))]
    [Proves("error.malformed")]
    [Proves("error.changes-nothing")]
    public async Task A_body_that_is_no_object_of_this_kind_is_400(WritingOperation operation)
    {
        var ready = await operation.PrepareAsync(Sim);
        var before = await Sim.FingerprintAsync();

        (await ready.SendAsync(null)).ShouldBeError(400, "INVALID_ARGUMENT");
        foreach (var (name, bytes) in NoObjects)
        {
            (await ready.SendAsync(bytes)).ShouldBeError(400, "INVALID_ARGUMENT");
            Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before), name);
        }
    }

    [TestCaseSource(typeof(WritingOperation), nameof(WritingOperation.Cases))]
    [Proves("error.malformed")]
    public async Task A_member_of_the_wrong_type_is_400_and_named(WritingOperation operation)
    {
        var ready = await operation.PrepareAsync(Sim);
        var before = await Sim.FingerprintAsync();

        foreach (var path in Members(operation.Body()))
        {
            foreach (var wrong in WrongTypes(operation.Body(), path))
            {
                var body = operation.Body().With(path, wrong?.DeepClone());
                var answer = (await ready.SendAsync(Bytes(body))).ShouldBeError(400);

                // An amount of another type has the wrong format; the documented text names no member.
                Assert.That(
                    answer.Detail, Does.Contain(path).Or.EqualTo("Transaction amount format is invalid."), body.ToJsonString());
                Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before), body.ToJsonString());
            }
        }
    }

    [TestCaseSource(typeof(WritingOperation), nameof(WritingOperation.Cases))]
    public async Task A_member_that_is_missing_or_null_is_named_or_optional(WritingOperation operation)
    {
        foreach (var path in Members(operation.Body()))
        {
            await using var sandbox = await Sim.App.NewSandboxAsync(Setup);
            var ready = await operation.PrepareAsync(sandbox);
            var before = await sandbox.FingerprintAsync();

            var missing = await ready.SendAsync(Bytes(operation.Body().Without(path)));
            if (missing.Status == 200)
            {
                continue;
            }

            Assert.That(missing.ShouldBeError(400).Detail, Does.Contain(path.Split('.')[0]), missing.Text);
            var withNull = await ready.SendAsync(Bytes(operation.Body().With(path, null)));
            Assert.That(withNull.Text, Is.EqualTo(missing.Text));
            Assert.That(await sandbox.FingerprintAsync(), Is.EqualTo(before));
        }
    }

    [TestCaseSource(typeof(WritingOperation), nameof(WritingOperation.Cases))]
    public async Task Strange_texts_never_break_anything(WritingOperation operation)
    {
        var ready = await operation.PrepareAsync(Sim);
        string[] texts =
        [
            "", " ", "\0", "\n", new string('x',
                5000), "🏦", "' OR 1=1 --", "<script>alert(1)</script>", "{{clientId}}", "../../etc/passwd",
            Docs.Unknown, Docs.Unknown.ToUpperInvariant(), "00000000-0000-0000-0000-000000000000", new string('9', 40)
                + ".00", "1e3", "-0.00", "٣.٠٠",
        ];

        foreach (var path in Members(operation.Body()))
        {
            foreach (var text in texts)
            {
                var before = await Sim.FingerprintAsync();
                var answer = await ready.SendAsync(Bytes(operation.Body().With(path, text)));
                if (answer.Status == 200)
                {
                    continue;
                }

                answer.ShouldBeError(answer.Status);
                Assert.That(answer.Status,
                    Is.AnyOf(400, 401, 403, 404, 409).Or.EqualTo(500).And.Matches<int>(_ => answer.Reason == "INTERNAL"
                    && answer.Detail.EndsWith("instrument not found.", StringComparison.Ordinal)), answer.Text);
                Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before), $"{path}: {text}");
            }
        }
    }

    [TestCaseSource(typeof(WritingOperation), nameof(WritingOperation.Cases))]
    public async Task Half_a_surrogate_pair_is_no_text(WritingOperation operation)
    {
        var ready = await operation.PrepareAsync(Sim);
        var before = await Sim.FingerprintAsync();
        foreach (var path in Members(operation.Body()).Where(path => operation.Body().At(path) is JsonValue))
        {
            var body = operation.Body().With(path, "SURROGATE").ToJsonString().Replace("SURROGATE", @"\ud83c");

            (await ready.SendAsync(Encoding.UTF8.GetBytes(body))).ShouldBeError(400);
            Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before), path);
        }
    }

    [TestCaseSource(typeof(WritingOperation), nameof(WritingOperation.Cases))]
    public async Task A_member_twice_is_400_and_named_however_it_is_written(WritingOperation operation)
    {
        var ready = await operation.PrepareAsync(Sim);
        var before = await Sim.FingerprintAsync();
        foreach (var path in Members(operation.Body()))
        {
            var name = path.Split('.')[^1];
            foreach (var again in (string[])[name, $"\\u{(int)name[0]:x4}{name[1..]}"])
            {
                var body = operation.Body().With($"{path}AGAIN", operation.Body().At(path)!.DeepClone());
                var twice = body.ToJsonString().Replace($"{name}AGAIN", again, StringComparison.Ordinal);

                (await ready.SendAsync(Encoding.UTF8.GetBytes(twice))).ShouldBeError(
                    400, "INVALID_ARGUMENT", $"{path} is given twice.");
            }
        }

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    [TestCaseSource(typeof(WritingOperation), nameof(WritingOperation.Cases))]
    public async Task A_member_that_is_not_known_is_ignored_unless_strict(WritingOperation operation)
    {
        var ready = await operation.PrepareAsync(Sim);
        var body = Bytes(operation.Body().With("surprise", new JsonObject { ["a"] = new JsonArray(1, "x", null) }));
        await Sim.SetAsync("strict", true);
        Assert.That((await ready.SendAsync(body)).ShouldBeError(400, "INVALID_ARGUMENT").Detail, Does.Contain("surprise"));

        await Sim.SetAsync("strict", false);
        (await ready.SendAsync(body)).ShouldBe(200);
    }

    [TestCaseSource(typeof(WritingOperation), nameof(WritingOperation.Cases))]
    public async Task A_byte_order_mark_before_the_object_is_no_part_of_it(WritingOperation operation) =>
        (await (await operation.PrepareAsync(Sim)).SendAsync([0xEF, 0xBB, 0xBF, .. Bytes(operation.Body())])).ShouldBe(200);

    [TestCaseSource(typeof(WritingOperation), nameof(WritingOperation.Cases))]
    public async Task Media_types(WritingOperation operation)
    {
        var ready = await operation.PrepareAsync(Sim);
        var before = await Sim.FingerprintAsync();
        foreach (var wrong in (string[])["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
            "application/xml", "json", "application/jsonx"])
        {
            (await ready.SendAsync(Bytes(operation.Body()), wrong)).ShouldBeError(415, "INVALID_ARGUMENT");
        }

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
        (await ready.SendAsync(Bytes(operation.Body()), "application/json; charset=utf-8")).ShouldBe(200);
    }

    private static byte[] Bytes(JsonNode body) => Encoding.UTF8.GetBytes(body.ToJsonString());

    /// <summary>The paths of all members, those of objects within too.</summary>
    private static IEnumerable<string> Members(JsonObject body, string before = "") => body.SelectMany(member =>
        (string[])[before + member.Key, .. member.Value is JsonObject inner ? Members(inner, $"{before}{member.Key}.") : []]);

    private static IEnumerable<JsonNode?> WrongTypes(JsonObject body, string path)
    {
        JsonNode?[] scalars = [1, 1.5, true, new JsonArray(), new JsonArray("x")];
        return body.At(path) is JsonObject ? [.. scalars, "x", ""] : [.. scalars, new JsonObject(), new JsonObject { ["a"] = 1 }];
    }
}
