using System.Security.Cryptography;
using System.Text;

namespace FincoreSim.Worlds;

/// <summary>
/// What api keys, the keys of tokens and the ids of sandboxes are derived with. Where the control API asks for a token, it is
/// drawn at the start, so that nobody can work them out from the source; else there is none, and they are the same every day.
/// Thread-safe.
/// </summary>
internal sealed class ProcessSecret
{
    private const int Bytes = 32;
    private readonly byte[]? _key;

    private ProcessSecret(byte[]? key) => _key = key;

    /// <summary>No secret.</summary>
    public static ProcessSecret None { get; } = new(null);

    /// <summary>Whether there is one.</summary>
    public bool IsSet => _key is not null;

    /// <summary>A new one.</summary>
    public static ProcessSecret Draw() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is derived for a purpose, which the text names.</summary>
    public byte[] Derive(string text) =>
        _key is null ? SHA256.HashData(Encoding.UTF8.GetBytes(text)) : HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
}
