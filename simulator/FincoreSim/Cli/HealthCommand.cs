using System.Text;
using FincoreSim.Domain.Time;
using FincoreSim.Ground;

namespace FincoreSim.Cli;

/// <summary><c>fincoresim health</c>: for HEALTHCHECK and scripts, which then need no curl.</summary>
/// <param name="output">Gets what the server says of itself.</param>
/// <param name="errors">Gets why there is nothing to be said.</param>
/// <param name="patience">How long a server may take to answer. Real time.</param>
internal sealed class HealthCommand(TextWriter output, TextWriter errors, TimeSpan patience)
{
    private const int AnswerBytesMax = 64 * 1024;

    /// <summary>How long a server may take where nothing else is said.</summary>
    public static TimeSpan UsualPatience { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Asks a server; the exit code is 0 where it is well.</summary>
    public async Task<int> RunAsync(string url, CancellationToken stop)
    {
        // Proxies are for what is far away; the one that the surroundings name would look for this machine on its own.
        using var direct = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(direct) { Timeout = patience, MaxResponseContentBufferSize = AnswerBytesMax };
        try
        {
            var server = new Uri(url).GetLeftPart(UriPartial.Path).TrimEnd('/');
            using var answer = await http.GetAsync(new Uri($"{server}/_sim/health"), stop);
            output.WriteLine(Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(stop)));
            return answer.IsSuccessStatusCode ? ExitCodes.Ok : ExitCodes.Environment;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync($"fincoresim: {url} does not answer within {DurationText.Format(patience)}.");
        }
        catch (HttpRequestException problem)
        {
            await errors.WriteLineAsync($"fincoresim: {url} does not answer: {problem.Message}");
        }

        return ExitCodes.Environment;
    }
}
