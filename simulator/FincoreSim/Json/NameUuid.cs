using System.Security.Cryptography;
using System.Text;

namespace FincoreSim.Json;

/// <summary>UUIDs made from names (version 5, RFC 9562): always the same for the same name. Stateless.</summary>
internal static class NameUuid
{
    /// <summary>The UUID of a name in a namespace.</summary>
    public static Guid Of(Guid space, string name)
    {
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        space.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
#pragma warning disable CA5350 // UUID version 5 is defined with SHA-1 (RFC 9562); nothing secret hangs on it.
        var hash = SHA1.HashData(input);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
