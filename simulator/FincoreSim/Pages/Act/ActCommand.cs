using System.Text;
using FincoreSim.Api.Http;
using FincoreSim.Control;
using FincoreSim.Json;
using FincoreSim.Pages.Layout;
using FincoreSim.Pages.Rules;
using FincoreSim.Worlds;

namespace FincoreSim.Pages.Act;

/// <summary>
/// Runs a command that a form of the page posts: it becomes the control call of the same name, through the same checks. Then 303
/// to where the form came from, or the form again with what was refused and why. Stateless.
/// </summary>
internal static class ActCommand
{
    private const string PathPrefix = "path.";
    private const string QueryPrefix = "query.";

    public static async Task RunAsync(HttpContext context)
    {
        var call = PageRoutes.CallOf(context);
        var command = context.RequestServices.GetRequiredService<ControlCommands>().Find((string)context.GetRouteValue("operation")!);
        if (call.Sandboxes.Find(call.Id) is not { } sandbox || command is null || !ActModel.IsPressed(command))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var typed = await FormReader.ReadAsync(context.Request);
        if (typed is null || !context.RequestServices.GetRequiredService<PageToken>().Is(typed.GetValueOrDefault(PageToken.Field)))
        {
            const string Stale = "This form is of another start of the program, or is too large. Send it again from here.";
            await AnswerAsync(sandbox, call, new ActAnswer(command.Operation.Id, true, Stale, [], typed ?? []), StatusCodes.Status403Forbidden);
            return;
        }

        if (CommandForm.PathFields(command.Pattern).FirstOrDefault(field => string.IsNullOrWhiteSpace(typed.GetValueOrDefault(field.Name))) is { } missing)
        {
            await AnswerAsync(sandbox, call, new ActAnswer(command.Operation.Id, true, $"Say which of the {missing.Label} is meant.", [], typed), StatusCodes.Status400BadRequest);
            return;
        }

        Become(context, command, typed);
        var reply = await command.RunAsync(context);
        if (reply.Refusal is { } refusal)
        {
            var (error, status) = ControlReplies.ErrorOf(refusal);
            await AnswerAsync(sandbox, call, new ActAnswer(command.Operation.Id, true, TextOf(error), [.. error.Allowed ?? []], typed), status);
        }
        else if (typed.ContainsKey("_show"))
        {
            await AnswerAsync(sandbox, call, new ActAnswer(command.Operation.Id, false, Encoding.UTF8.GetString(reply.Body.Span), [], typed), StatusCodes.Status200OK);
        }
        else
        {
            Lead(context, LandingOf(call, sandbox, command, reply), command, typed, reply);
        }
    }

    private static string TextOf(ControlError error) => error.Current is { } current ? $"{error.Detail} It is {current}." : error.Detail;

    /// <summary>Makes the request what the control call of the same name would be.</summary>
    private static void Become(HttpContext context, ControlCommand command, Dictionary<string, string> typed)
    {
        foreach (var (name, text) in typed.Where(pair => pair.Key.StartsWith(PathPrefix, StringComparison.Ordinal)))
        {
            context.Request.RouteValues[name[PathPrefix.Length..]] = text;
        }

        context.Request.QueryString = QueryString.Create(typed
            .Where(pair => pair.Key.StartsWith(QueryPrefix, StringComparison.Ordinal) && pair.Value.Length > 0)
            .Select(pair => KeyValuePair.Create(pair.Key[QueryPrefix.Length..], (string?)pair.Value)));
        var body = command.Operation.Body is { } shape ? JsonOf(shape, typed) : BytesOf(typed);
        context.Request.Body = new MemoryStream(body);
        context.Request.ContentLength = body.Length;
        context.Request.ContentType = "application/json";
    }

    /// <summary>What was typed, or the shipped file that was chosen in its place.</summary>
    private static byte[] BytesOf(Dictionary<string, string> typed) =>
        typed.GetValueOrDefault("_file") is { Length: > 0 } file && ShippedScenarios.Read(file) is { } shipped
            ? shipped
            : Encoding.UTF8.GetBytes(typed.GetValueOrDefault("_body") ?? "");

    private static byte[] JsonOf(BodyShape shape, Dictionary<string, string> typed)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            foreach (var member in shape.Members)
            {
                if (typed.GetValueOrDefault(member.Name) is { Length: > 0 } text)
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member, text);
                }
            }

            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>A value as its kind wants it; what is none of the kind stays a text, which the command refuses in its own words.</summary>
    private static void Write(Utf8JsonWriter writer, Member member, string text)
    {
        if (member.Kind is MemberKind.Boolean or MemberKind.Integer or MemberKind.Number or MemberKind.Object or MemberKind.Any)
        {
            var parsed = ControlBody.Parse(Encoding.UTF8.GetBytes(text));
            if (parsed.IsAccepted)
            {
                using var document = parsed.Value;
                document.RootElement.WriteTo(writer);
                return;
            }
        }

        writer.WriteStringValue(text);
    }

    private static Task AnswerAsync(Sandbox sandbox, PageCall call, ActAnswer answer, int status) =>
        PageRoutes.WriteAsync(
            call.Context,
            IsOfRules(call, answer) && RulesModel.Of(sandbox, call, answer) is { } rules ? RulesPage.Create(rules) : ActPage.Create(ActModel.Of(sandbox, call, answer)),
            status);

    /// <summary>Whether the form stands on the page of rules, which shows its answers itself.</summary>
    private static bool IsOfRules(PageCall call, ActAnswer answer) =>
        answer.Typed.GetValueOrDefault("_back")?.StartsWith($"/{call.Id}/rules", StringComparison.Ordinal) == true;

    /// <summary>The sandbox in which the reader goes on: a new one, or the default one after the end of theirs.</summary>
    private static string LandingOf(PageCall call, Sandbox sandbox, ControlCommand command, Reply reply)
    {
        if (command.Operation.Id == "createSandbox")
        {
            return IdOf(reply);
        }

        return call.Sandboxes.Find(sandbox.Id) is null ? SandboxRegistry.DefaultId : sandbox.Id;
    }

    private static string IdOf(Reply reply)
    {
        using var made = JsonDocument.Parse(reply.Body);
        return made.RootElement.GetProperty("id").GetString()!;
    }

    private static void Lead(HttpContext context, string sandbox, ControlCommand command, Dictionary<string, string> typed, Reply reply)
    {
        var given = command.Operation.Id == "runScenarios" ? $"/{sandbox}/runs/{IdOf(reply)}" : typed.GetValueOrDefault("_back") ?? "";
        var back = given.StartsWith($"/{sandbox}/", StringComparison.Ordinal) && !given.Contains('\n', StringComparison.Ordinal) ? given : $"/{sandbox}/act";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = $"{back}{(back.Contains('?', StringComparison.Ordinal) ? '&' : '?')}done={command.Operation.Id}";
        context.Response.ContentLength = 0;
    }
}
