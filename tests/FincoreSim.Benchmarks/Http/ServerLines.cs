using FincoreSim.Benchmarks.Measuring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace FincoreSim.Benchmarks.Http;

/// <summary>A server's side of the talk with the process that measures it.</summary>
internal static class ServerLines
{
    /// <summary>
    /// Says where it listens, then answers each line until there are no more; <c>heap</c> with what the heap has cost.
    /// </summary>
    public static int Serve(WebApplication app, Func<string, string> answer)
    {
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        while (Console.ReadLine() is { } line)
        {
            Console.WriteLine(line == "heap" ? HeapCost.Now().ToString() : answer(line));
        }

        return 0;
    }
}
