using System.CommandLine;
using FincoreSim.Control;
using FincoreSim.Control.Payments;
using FincoreSim.Domain.Time;
using FincoreSim.Ground;
using FincoreSim.Output;
using FincoreSim.Serving;
using FincoreSim.Worlds;

namespace FincoreSim.Cli;

/// <summary><c>fincoresim explain</c>: prints what happened to a payment, from a server that runs.</summary>
/// <param name="output">Gets the life.</param>
/// <param name="errors">Gets why there is none.</param>
/// <param name="patience">How long a server may take to answer. Real time.</param>
internal sealed class ExplainCommand(TextWriter output, TextWriter errors, TimeSpan patience)
{
    private const int AnswerBytesMax = 64 * 1024 * 1024;
    private const int IdLengthMin = 4;

    private static readonly Argument<string> Id = new("id")
    {
        Description = "The id of the payment, deposit, refund or penny validation, four characters or more of its beginning, "
            + "or a tracking key.",
        CustomParser = result =>
        {
            var id = result.Tokens is [var token] ? token.Value : "";
            if (id.Length < IdLengthMin)
            {
                result.AddError(
                    $"id must be the id of a transaction, {IdLengthMin} characters or more of its beginning, or a tracking key.");
            }

            return id;
        },
    };

    private static readonly Option<string> Url = new("--url")
    {
        Description = "The server to ask.",
        DefaultValueFactory = _ => ServeOptions.DefaultUrl,
    };

    private static readonly Option<string> SandboxId = new("--sandbox")
    {
        Description = "The sandbox that has it.",
        DefaultValueFactory = _ => SandboxRegistry.DefaultId,
    };

    /// <summary>How long a server may take where nothing else is said.</summary>
    private static TimeSpan UsualPatience { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The command, for the command line.</summary>
    public static System.CommandLine.Command Create()
    {
        OptionRules.MustBeHttpUrl(Url, ServeOptions.DefaultUrl);
        OptionRules.MustNotBeEmpty(Url, SandboxId);
        var command = new System.CommandLine.Command(
            "explain", "Print the life of a payment: calls, rules, statuses, entries, webhooks, and what is due.")
            {
                Id,
                Url,
                SandboxId
            };
        command.SetAction((parsed, stop) => new ExplainCommand(Terminal.Out, Terminal.Error, UsualPatience).RunAsync(
            parsed.GetValue(Url)!, parsed.GetValue(SandboxId)!, parsed.GetValue(Id)!,
            Environment.GetEnvironmentVariable(ServeOptions.AdminTokenVariable), stop));
        return command;
    }

    /// <summary>Asks a server; the exit code is 0 where it has the payment, 2 where not, 3 where it does not answer.</summary>
    public async Task<int> RunAsync(string url, string sandbox, string id, string? adminToken, CancellationToken stop)
    {
        // Proxies are for what is far away; the one that the surroundings name would look for this machine on its own.
        using var direct = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(direct) { Timeout = patience, MaxResponseContentBufferSize = AnswerBytesMax };
        try
        {
            var server = new Uri(url).GetLeftPart(UriPartial.Path).TrimEnd('/');
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                new Uri($"{server}/_sim/sandboxes/{Uri.EscapeDataString(sandbox)}/transactions/{Uri.EscapeDataString(id)}/life"));
            if (!string.IsNullOrEmpty(adminToken))
            {
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {adminToken}");
            }

            using var answer = await http.SendAsync(request, stop);
            return await TellAsync(url, (int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(stop));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return await FailAsync($"{url} does not answer within {DurationText.Format(patience)}.");
        }
        catch (HttpRequestException problem)
        {
            return await FailAsync($"{url} does not answer: {problem.Message}");
        }
        catch (JsonException)
        {
            return await FailAsync($"{url} answers, but is not a FincoreSim of this version.");
        }
    }

    private async Task<int> TellAsync(string url, int status, byte[] body)
    {
        if (status == StatusCodes.Status200OK)
        {
            var life = JsonSerializer.Deserialize(body, ControlJson.Default.LifeView) ?? throw new JsonException();
            foreach (var line in LifeText.Lines(life))
            {
                await output.WriteLineAsync(line);
            }

            return ExitCodes.Ok;
        }

        var error = JsonSerializer.Deserialize(body, ControlJson.Default.ControlError);
        await errors.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"fincoresim: {url} says {status}: {error?.Detail}"));
        return ExitCodes.WrongInput;
    }

    private async Task<int> FailAsync(string why)
    {
        await errors.WriteLineAsync($"fincoresim: {why}");
        return ExitCodes.Environment;
    }
}
