using FincoreSim.Output;

namespace FincoreSim.Cli;

/// <summary><c>fincoresim health</c>: for HEALTHCHECK and scripts, which then need no curl.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(string url, CancellationToken stop)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri($"{url.TrimEnd('/')}/_sim/health"), stop);
            Terminal.Out.WriteLine(await answer.Content.ReadAsStringAsync(stop));
            return answer.IsSuccessStatusCode ? ExitCodes.Ok : ExitCodes.Environment;
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException or UriFormatException)
        {
            await Terminal.Error.WriteLineAsync($"fincoresim: {url} does not answer: {problem.Message}");
            return ExitCodes.Environment;
        }
    }
}
