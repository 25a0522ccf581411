using FincoreSim.Armed;
using FincoreSim.Hosting;
using FincoreSim.Output;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FincoreSim.Cli;

/// <summary><c>fincoresim serve</c>: starts the server, says what a new user needs, and runs until it is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(ServeOptions options)
    {
        if (options.ScenariosFolder is { } folder && !Directory.Exists(folder))
        {
            await Terminal.Error.WriteLineAsync($"fincoresim: there is no folder {folder}");
            return ExitCodes.WrongInput;
        }

        await using var app = Simulator.Build(options);
        try
        {
            await app.StartAsync();
        }
        catch (Exception problem) when (problem is IOException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            await Terminal.Error.WriteLineAsync(problem.InnerException is AddressInUseException
                ? $"fincoresim: {options.Urls} is in use by another program; choose another port with --urls."
                : $"fincoresim: cannot listen on {options.Urls}: {problem.Message}");
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
        return ExitCodes.Ok;
    }

    private static IEnumerable<string> Welcome(WebApplication app, ServeOptions options)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var url = address.Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal);
        var sandboxes = app.Services.GetRequiredService<SandboxRegistry>();
        var sandbox = SandboxView.From(sandboxes.Default);
        yield return $"FincoreSim {Product.Version} is the Fincore API at {url}";
        yield return $"  client id   {sandbox.ClientId}";
        yield return $"  api key     {sandbox.ApiKey}";
        yield return $"  secret      {sandbox.ClientSecret}";
        var drawn = options.Seed is null ? " (drawn; the same ids again with --seed and this number)" : "";
        yield return string.Create(CultureInfo.InvariantCulture, $"  seed        {sandboxes.Seed}{drawn}");
        if (options.ShowsPage)
        {
            yield return $"  page        {url}/";
        }

        if (app.Services.GetService<FolderWatch>() is { } watch)
        {
            yield return $"  scenarios   {watch.Folder}: {watch.Summary}";
        }

        yield return $"  documents   {url}/openapi/fincore.yaml  {url}/openapi/control.yaml";
        yield return $"Try:  curl {url}/v1/clients/{sandbox.ClientId}/credentials -H 'x-api-key: {sandbox.ApiKey}'";
        yield return "Stop with Ctrl-C.";
    }
}
