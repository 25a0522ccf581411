using System.IO.Compression;
using System.Text;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Tests.Webhooks;

/// <summary>What receivers answer.</summary>
public sealed partial class AnswerReadingTests
{
    private const string Reason = "Monto inválido: 1 €, ñandú";
    private const string Json = $$"""{"refundReason":"{{Reason}}"}""";
    private const string Latin = """{"refundReason":"Monto inválido, ñandú"}""";

    private const string Type = "application/json";

    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: true);
    private static readonly Encoding Utf16Be = new UnicodeEncoding(bigEndian: true, byteOrderMark: true);

    private static IEnumerable<TestCaseData> Read =>
    [
        Case("UTF-8 that says nothing", null, null, Bytes(Json)),
        Case("UTF-8 that says so", $"{Type}; charset=utf-8", null, Bytes(Json)),
        Case("UTF-8 in quotes and capitals", "application/json; CHARSET=\"UTF8\"", null, Bytes(Json)),
        Case("UTF-8 with a mark", Type, null, [.. Encoding.UTF8.Preamble, .. Bytes(Json)]),
        Case("UTF-16 with a mark", Type, null, [.. Utf16.Preamble, .. Utf16.GetBytes(Json)]),
        Case("UTF-16 big-endian with a mark", $"{Type}; charset=utf-16", null, [.. Utf16Be.Preamble, .. Utf16Be.GetBytes(Json)]),
        Case("UTF-16 with a mark that says UTF-8", $"{Type}; charset=utf-8", null, [.. Utf16.Preamble, .. Utf16.GetBytes(Json)]),
        Case("UTF-16 without a mark", $"{Type}; charset=utf-16", null, Utf16.GetBytes(Json)),
        Case("UTF-16 without a mark or a word", null, null, Utf16.GetBytes(Json)),
        Case("UTF-16 big-endian without a mark", $"{Type}; charset=utf-16be", null, Utf16Be.GetBytes(Json)),
        Case("UTF-32 with a mark", Type, null, [.. Encoding.UTF32.Preamble, .. Encoding.UTF32.GetBytes(Json)]),
        Case("windows-1252", $"{Type}; charset=windows-1252", null, Western.GetBytes(Json)),
        Case("ISO 8859-1", $"{Type}; charset=iso-8859-1", null, Western.GetBytes(Json)),
        Case(
            "another code page",
            $"{Type}; charset=iso-8859-15",
            null,
            CodePagesEncodingProvider.Instance.GetEncoding("iso-8859-15")!.GetBytes(Json)),
        Case("gzip", Type, "gzip", Packed(Bytes(Json), Gzip)),
        Case("gzip in capitals", Type, "GZIP", Packed(Bytes(Json), Gzip)),
        Case("gzip that says nothing", Type, null, Packed(Bytes(Json), Gzip)),
        Case("deflate in zlib's frame", Type, "deflate", Packed(Bytes(Json), Zlib)),
        Case("deflate without a frame", Type, "deflate", Packed(Bytes(Json), Deflate)),
        Case("br", Type, "br", Packed(Bytes(Json), Brotli)),
        Case("gzip, and br around it", Type, "gzip, br", Packed(Packed(Bytes(Json), Gzip), Brotli)),
        Case("gzip of UTF-16", Type, "gzip", Packed([.. Utf16.Preamble, .. Utf16.GetBytes(Json)], Gzip)),
        Case("identity", Type, "identity", Bytes(Json)),
    ];

    private static IEnumerable<TestCaseData> ReadAndNoted =>
    [
        Case(
            "windows-1252 that says nothing",
            Type,
            null,
            Western.GetBytes(Json),
            Reason,
            "the body is not UTF-8: read as windows-1252"),
        Case(
            "ISO 8859-1 that says UTF-8",
            $"{Type}; charset=utf-8",
            null,
            Western.GetBytes(Latin),
            "Monto inválido, ñandú",
            "the body is not UTF-8: read as windows-1252"),
        Case(
            "UTF-8 that says ISO 8859-1",
            $"{Type}; charset=iso-8859-1",
            null,
            Bytes(Json),
            Reason,
            "the answer says iso-8859-1, and its body is utf-8: read as that"),
        Case(
            "UTF-8 that says UTF-16",
            $"{Type}; charset=utf-16",
            null,
            Bytes(Json),
            Reason,
            "the answer says utf-16, and its body is utf-8: read as that"),
        Case(
            "UTF-16 that says UTF-8",
            $"{Type}; charset=utf-8",
            null,
            Utf16.GetBytes(Json),
            Reason,
            "the answer says utf-8, and its body is utf-16: read as that"),
        Case(
            "a charset that nobody knows",
            $"{Type}; charset=klingon",
            null,
            Bytes(Json),
            Reason,
            "unknown charset klingon: read as utf-8"),
        Case("plain that says gzip", Type, "gzip", Bytes(Json), Reason, "the answer says gzip, and its body is not packed"),
        Case("plain that says br", Type, "br", Bytes(Json), Reason, "the answer says br, and its body is not packed"),
        Case(
            "plain that says deflate",
            Type,
            "deflate",
            Bytes(Json),
            Reason,
            "the answer says deflate, and its body is not packed"),
    ];

    private static IEnumerable<TestCaseData> NotRead =>
    [
        Case(
            "zstd",
            Type,
            "zstd",
            [0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3],
            null,
            "the content encoding zstd is not gzip, deflate or br"),
        Case("gzip in name alone", Type, "gzip", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], null, "it is no gzip, as the answer says"),
        Case("half a gzip", Type, "gzip", Half(Packed(Noise(4000), Gzip)), null, "breaks off in the middle of its gzip"),
        Case("packed five times", Type, "br, br, br, br, br", Bytes("x"), null, "packed more than 4 times"),
    ];

    private static TestCaseData Case(
        string name, string? type, string? coding, byte[] body, string? reason = null, string? note = null) =>
        new TestCaseData(type, coding, body, reason, note).SetArgDisplayNames(name);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static Stream Gzip(Stream to) => new GZipStream(to, CompressionLevel.Fastest);

    private static Stream Zlib(Stream to) => new ZLibStream(to, CompressionLevel.Fastest);

    private static Stream Deflate(Stream to) => new DeflateStream(to, CompressionLevel.Fastest);

    private static Stream Brotli(Stream to) => new BrotliStream(to, CompressionLevel.Fastest);

    private static byte[] Half(byte[] whole) => whole[..(whole.Length / 2)];

    /// <summary>Letters that no packing makes much shorter, the same in each run.</summary>
    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return Bytes(Convert.ToHexString(bytes));
    }

    private static byte[] Packed(byte[] body, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var stream = pack(packed))
        {
            stream.Write(body);
        }

        return packed.ToArray();
    }
}
