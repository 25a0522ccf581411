using System.Security.Cryptography;
using System.Text;

namespace FincoreSim.Pages.Layout;

/// <summary>
/// What every form of the page carries, drawn at the start: who cannot read a page of this server cannot post one of its forms,
/// even where a browser says nothing of the page it comes from. Thread-safe.
/// </summary>
internal sealed class PageToken
{
    public const string Field = "_token";

    public string Text { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public bool Is(string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Text));
}
