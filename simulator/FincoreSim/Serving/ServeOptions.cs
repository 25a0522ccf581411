using FincoreSim.Outbound;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Serving;

/// <summary>What <c>serve</c> was told on the command line.</summary>
internal sealed record ServeOptions
{
    /// <summary>Where it listens when nothing is said.</summary>
    public const string DefaultUrl = "http://localhost:8080";

    /// <summary>The environment variable with the control API's token.</summary>
    public const string AdminTokenVariable = "FINCORESIM_ADMIN_TOKEN";

    /// <summary>The environment variable with host names to answer to, with commas between them.</summary>
    public const string AllowHostVariable = "FINCORESIM_ALLOW_HOST";

    /// <summary>The URLs to listen on, separated by semicolons.</summary>
    public string Urls { get; init; } = DefaultUrl;

    /// <summary>What the first lines say of who chose them; null where there is nothing to say.</summary>
    public string? UrlsNote { get; init; }

    /// <summary>The seed of the default sandbox and of the ids and seeds of the others; null: one is drawn.</summary>
    public long? Seed { get; init; }

    /// <summary>What the default sandbox starts with.</summary>
    public WorldTemplate Template { get; init; } = WorldTemplate.Docs;

    /// <summary>The folder of scenario files whose rules are armed in every sandbox; null: none.</summary>
    public string? ScenariosFolder { get; init; }

    /// <summary>Whether the pages are there. They show credentials, so they ask for the admin token where one is set.</summary>
    public bool HasPage { get; init; } = true;

    /// <summary>Whether an api key that begins with <c>auto-</c> makes a sandbox of its own at its first use.</summary>
    public bool MakesOwnSandboxes { get; init; }

    /// <summary>How long a sandbox may be unused before it ends; null: for ever.</summary>
    public TimeSpan? SandboxTimeToLive { get; init; }

    /// <summary>What is printed of calls and webhook attempts.</summary>
    public LineSettings Lines { get; init; } = LineSettings.None;

    /// <summary>The token that the control API asks for; null: none.</summary>
    public string? AdminToken { get; init; }

    /// <summary>Host names that the server answers to beside its usual ones.</summary>
    public ImmutableArray<string> AllowedHosts { get; init; } = [];

    /// <summary>Hosts that posted scenarios may call.</summary>
    public ImmutableArray<HostAndPort> AllowedCalls { get; init; } = [];

    /// <summary>The certificate of its owner's that https URLs show; null: one is made.</summary>
    public TlsIdentity? Tls { get; init; }
}
