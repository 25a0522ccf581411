using FincoreSim.Control.Sandboxes;
using FincoreSim.Disk;
using FincoreSim.Ground;
using FincoreSim.Hosting;
using FincoreSim.Output;
using FincoreSim.Runs.Armed;
using FincoreSim.Serving;
using FincoreSim.Worlds;

namespace FincoreSim.Cli;

/// <summary><c>fincoresim serve</c>: starts the server, says what a new user needs, and runs until it is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(ServeOptions options)
    {
        var urls = ListenUrls.Read(options.Urls, out var wrong) ?? throw new ArgumentException(wrong);
        if (options.ScenariosFolder is { } folder && Refuse(folder) is var (problem, code))
        {
            await Terminal.Error.WriteLineAsync($"fincoresim: {problem}");
            return code;
        }

        await using var app = Simulator.Build(options);
        try
        {
            await app.StartAsync();
        }
        catch (Exception taken) when (ListeningHost.IsOfListening(taken))
        {
            await Terminal.Error.WriteLineAsync($"fincoresim: {ListeningHost.Say(taken, urls, ListenChoice.Option)}");
            return ExitCodes.Environment;
        }

        if (Exposure.Warning(app.Urls, options.AdminToken is not null) is { } warning)
        {
            await Terminal.Error.WriteLineAsync(warning);
        }

        foreach (var line in Welcome(app, options))
        {
            Terminal.Out.WriteLine(line);
        }

        await app.WaitForShutdownAsync();
        if (app.Services.GetService<FolderWatch>()?.ExecuteTask is { IsFaulted: true } broken)
        {
            await broken;
        }

        return ExitCodes.Ok;
    }

    /// <summary>What is wrong with a folder to watch, and the exit code; null where it can be read.</summary>
    private static (string Problem, int Code)? Refuse(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return FileTrouble.OfMissing(folder) is null
                ? ($"{folder} is a file; --scenarios takes a folder", ExitCodes.WrongInput)
                : ($"there is no folder {folder}", ExitCodes.WrongInput);
        }

        try
        {
            FolderLook.At(folder);
            return null;
        }
        catch (IOException refused)
        {
            return ($"{folder}: {refused.Message}", ExitCodes.Environment);
        }
    }

    private static IEnumerable<string> Welcome(WebApplication app, ServeOptions options)
    {
        var urls = app.Urls.Select(ListenUrls.Usable).ToArray();
        var (url, curl) = UnixSocket.Is(urls[0])
            ? ("http://localhost", $"curl --unix-socket {UnixSocket.PathOf(urls[0])}")
            : (urls[0], "curl");
        var sandboxes = app.Services.GetRequiredService<SandboxRegistry>();
        var sandbox = SandboxView.From(sandboxes.Default);
        yield return $"FincoreSim {Product.Version} is the Fincore API at {urls[0]}";
        foreach (var other in urls.Skip(1))
        {
            yield return $"  also at     {other}";
        }

        if (options.UrlsNote is { } note)
        {
            yield return $"  listens     {note}";
        }

        if (app.Services.GetService<TlsIdentity>()?.Fingerprint is { } fingerprint)
        {
            yield return $"  authority   of the certificate: {url}/_sim/ca.pem  SHA-256 {fingerprint}";
            curl += ListenUrls.IsHttps(url) ? " --insecure" : "";
        }

        yield return $"  client id   {sandbox.ClientId}";
        yield return $"  api key     {sandbox.ApiKey}";
        yield return $"  secret      {sandbox.ClientSecret}";
        var drawn = options.Seed is null ? " (drawn; the same ids again with --seed and this number)" : "";
        yield return string.Create(CultureInfo.InvariantCulture, $"  seed        {sandboxes.Seed}{drawn}");
        if (options.HasPage)
        {
            yield return $"  page        {url}/";
        }

        if (app.Services.GetService<FolderWatch>() is { } watch)
        {
            yield return $"  scenarios   {watch.Folder}: {watch.Summary}";
        }

        yield return $"  documents   {url}/openapi/fincore.yaml  {url}/openapi/control.yaml";
        yield return $"Try:  {curl} {url}/v1/clients/{sandbox.ClientId}/credentials -H 'x-api-key: {sandbox.ApiKey}'";
        yield return "Stop with Ctrl-C.";
    }
}
