namespace FincoreSim.Serving;

/// <summary>Where <c>serve</c> listens, and who said so: the option, else the first of the usual variables that is set.</summary>
/// <param name="Urls">The URLs.</param>
/// <param name="Note">Which variable decided, and which were passed over, for the first lines; null where none is set.</param>
internal sealed record ListenChoice(ListenUrls Urls, string? Note)
{
    /// <summary>The option.</summary>
    public const string Option = "--urls";

    /// <summary>The simulator's own variable.</summary>
    public const string OwnVariable = "FINCORESIM_URLS";

    private const string MustBePort = "must be a port from 0 to 65535, such as 8080";

    /// <summary>
    /// In the order of precedence. Those of ASP.NET mean here what they mean there; PORT is how platforms tell a container where
    /// to listen, which they then call from outside.
    /// </summary>
    private static readonly ImmutableArray<(string Name, bool IsPorts)> Variables =
    [
        (OwnVariable, false), ("ASPNETCORE_URLS", false), ("DOTNET_URLS", false),
        ("ASPNETCORE_HTTP_PORTS", true), ("DOTNET_HTTP_PORTS", true), ("PORT", true),
    ];

    /// <summary>What cannot be done here, and is only told of.</summary>
    private static readonly ImmutableArray<string> NeverObeyed = ["ASPNETCORE_HTTPS_PORTS", "DOTNET_HTTPS_PORTS"];

    /// <summary>The variables that are set and say where a server listens.</summary>
    /// <param name="read">Reads a variable.</param>
    public static ImmutableArray<string> Set(Func<string, string?> read)
    {
        var names = Variables.Select(variable => variable.Name).Concat(NeverObeyed);
        return [.. names.Where(name => !string.IsNullOrWhiteSpace(read(name)))];
    }

    /// <summary>Decides; null where what decides is wrong, and what is wrong, by the name of the option or variable.</summary>
    /// <param name="option">What the command line says; null for nothing.</param>
    /// <param name="usual">Where nobody says anything.</param>
    /// <param name="read">Reads a variable.</param>
    /// <param name="problem">What is wrong.</param>
    public static ListenChoice? Make(string? option, string usual, Func<string, string?> read, out string problem)
    {
        var set = Set(read);
        var deciding = option is null ? Variables.FirstOrDefault(variable => set.Contains(variable.Name)) : default;
        var by = deciding.Name ?? (option is null ? "default" : Option);
        var text = deciding.Name is null ? option ?? usual : read(deciding.Name)!.Trim();
        if (deciding.IsPorts && UrlsOf(text) is not { Length: > 0 })
        {
            problem = $"{by} {MustBePort}; it is '{text}'.";
            return null;
        }

        var urls = ListenUrls.Read(deciding.IsPorts ? UrlsOf(text)! : text, out var wrong);
        problem = $"{by}: {wrong}";
        return urls is null ? null : new ListenChoice(urls, Say(by, deciding.Name is not null, set.Remove(by)));
    }

    /// <summary>The URLs of ports: on every address, as for ASP.NET's variables; null where one is no port.</summary>
    private static string? UrlsOf(string ports)
    {
        var each = ports.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return each.All(port => ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? string.Join(';', each.Select(port => $"http://*:{port}"))
            : null;
    }

    private static string? Say(string by, bool isVariable, ImmutableArray<string> passedOver)
    {
        var decided = isVariable || by == Option ? $"as {by} says" : "by default";
        return passedOver.Length switch
        {
            0 => isVariable ? decided : null,
            1 => $"{decided}; {passedOver[0]} is ignored",
            _ => $"{decided}; {string.Join(", ", passedOver)} are ignored",
        };
    }
}
