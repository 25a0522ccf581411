using System.Buffers.Text;
using System.Text;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Benchmarks.Http;

/// <summary>
/// The bytes of one POST money_out. The key's last digits are written over for each request, so that no key is used twice.
/// Used by one thread.
/// </summary>
internal sealed class MoneyOutRequest
{
    private const string KeyHeader = "Idempotency-Key: ";
    private const int DigitsAt = 24;

    private readonly byte[] _bytes;
    private readonly int _digits;

    public MoneyOutRequest(string host, bool hasKey)
    {
        var expiresAt = TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(12);
        var claims = new TokenClaims(SandboxRegistry.DefaultId, DocsTemplate.Client, expiresAt);
        var token = Tokens.Issue(claims, ProcessSecret.None);
        var key = hasKey ? $"{KeyHeader}5b8c1f0e-77aa-4c3d-9e21-000000000000\r\n" : "";
        var text = $"POST /v1/transactions/money_out HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n"
            + $"Content-Type: application/json\r\n{key}Content-Length: {Body.Length}\r\n\r\n";
        _bytes = [.. Encoding.ASCII.GetBytes(text), .. Body];
        _digits = hasKey ? text.IndexOf(KeyHeader, StringComparison.Ordinal) + KeyHeader.Length + DigitsAt : -1;
    }

    /// <summary>
    /// The body: the documentation's, with the smallest amount that no receipt follows (a payment of 0.01 has a CEP).
    /// </summary>
    public static byte[] Body { get; } = Encoding.UTF8.GetBytes($$"""
        {
          "client_id": "{{DocsTemplate.Client.Value}}",
          "source_instrument_id": "{{DocsTemplate.CentralInstrument.Value}}",
          "destination_instrument_id": "{{DocsTemplate.External.Value}}",
          "transaction_request": {
            "external_reference": "1234567",
            "description": "lorem ipsum dolor sit amet",
            "amount": "0.02",
            "currency": "MXN"
          }
        }
        """.ReplaceLineEndings("\n"));

    /// <summary>The bytes, with this number in the key.</summary>
    public ReadOnlySpan<byte> Numbered(long number)
    {
        if (_digits >= 0)
        {
            Utf8Formatter.TryFormat(number, _bytes.AsSpan(_digits), out _, new System.Buffers.StandardFormat('x', 12));
        }

        return _bytes;
    }
}
