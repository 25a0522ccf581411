using System.Net.Security;
using System.Text;
using FincoreSim.Domain.Time;
using FincoreSim.Ground;
using FincoreSim.Outbound;

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

    /// <summary>How long a server that is not well yet is left alone. Real time.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks a server; the exit code is 0 where it is well.</summary>
    public async Task<int> RunAsync(string url, CancellationToken stop) =>
        await TellAsync(await AskAsync(url, patience, stop));

    /// <summary>Asks a server until it is well, and tells its last answer; the exit code is 0 where it became so.</summary>
    /// <param name="url">The server.</param>
    /// <param name="wait">How long it is asked again.</param>
    /// <param name="time">Counts the waiting.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<int> WaitAsync(string url, TimeSpan wait, TimeProvider time, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        var left = wait;
        while (true)
        {
            var answer = await AskAsync(url, left > TimeSpan.Zero && left < patience ? left : patience, stop);
            left = wait - time.GetElapsedTime(began);
            if (answer.IsWell || left <= Pause)
            {
                var code = await TellAsync(answer);
                if (!answer.IsWell)
                {
                    await errors.WriteLineAsync($"fincoresim: it was asked for {DurationText.Format(wait)}.");
                }

                return code;
            }

            await Task.Delay(Pause, time, stop);
            left -= Pause;
        }
    }

    private async Task<int> TellAsync(Answer answer)
    {
        await (answer.IsAnswer ? output : errors).WriteLineAsync(answer.Said);
        return answer.IsWell ? ExitCodes.Ok : ExitCodes.Environment;
    }

    private static async Task<Answer> AskAsync(string url, TimeSpan limit, CancellationToken stop)
    {
        // Proxies are for what is far away; the one that the surroundings name would look for this machine on its own.
        using var direct = new SocketsHttpHandler { UseProxy = false };

        // On this machine nothing secret is sent, and a certificate that was made at the start is known to nobody yet.
        direct.SslOptions.RemoteCertificateValidationCallback = (_, _, _, errors) =>
            errors == SslPolicyErrors.None
            || (Uri.TryCreate(url, UriKind.Absolute, out var asked) && AddressKinds.IsLoopback(asked.Host.Trim('[', ']')));
        using var http = new HttpClient(direct) { Timeout = limit, MaxResponseContentBufferSize = AnswerBytesMax };
        try
        {
            var server = new Uri(url).GetLeftPart(UriPartial.Path).TrimEnd('/');
            using var answer = await http.GetAsync(new Uri($"{server}/_sim/health"), stop);
            var said = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(stop));
            return new Answer(said, IsAnswer: true, answer.IsSuccessStatusCode);
        }
        catch (OperationCanceledException)
        {
            return Answer.None($"fincoresim: {url} does not answer within {DurationText.Format(limit)}.");
        }
        catch (HttpRequestException problem)
        {
            return Answer.None($"fincoresim: {url} does not answer: {problem.Message}");
        }
    }

    /// <summary>What came of asking once.</summary>
    private sealed record Answer(string Said, bool IsAnswer, bool IsWell)
    {
        /// <summary>There was none, and why.</summary>
        public static Answer None(string why) => new(why, IsAnswer: false, IsWell: false);
    }
}
