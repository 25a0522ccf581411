using System.Reflection;
using FincoreSim.Api.Auth;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;
using FincoreSim.Serving;
using FincoreSim.Worlds;

namespace FincoreSim.Control;

/// <summary>
/// Maps the control API, a line a route, and runs its calls: the admin token where one is set, the query, the body, the handler.
/// Members that are not known are refused, always.
/// </summary>
internal sealed class ControlRoutes(
    IEndpointRouteBuilder endpoints, SandboxRegistry sandboxes, ServeOptions options, ControlCommands commands)
{
    private static readonly MethodInfo Described = typeof(ControlRoutes).GetMethod(nameof(Describe), BindingFlags.NonPublic | BindingFlags.Static)!;

    public void Get(string pattern, ApiOperation operation, ControlHandler handle) => Map(["GET"], pattern, operation, handle);

    public void Post(string pattern, ApiOperation operation, ControlHandler handle) => Map(["POST"], pattern, operation, handle);

    public void Put(string pattern, ApiOperation operation, ControlHandler handle) => Map(["PUT"], pattern, operation, handle);

    public void Patch(string pattern, ApiOperation operation, ControlHandler handle) => Map(["PATCH"], pattern, operation, handle);

    public void Delete(string pattern, ApiOperation operation, ControlHandler handle) => Map(["DELETE"], pattern, operation, handle);

    /// <summary>A route that writes its answer itself, such as a stream.</summary>
    public void Stream(string pattern, ApiOperation operation, Func<ControlCall, Task> run) => Add(["GET"], pattern, operation, async context =>
    {
        var query = ReadQuery(context, operation);
        if (query.IsAccepted)
        {
            await run(new ControlCall(context, sandboxes, query.Value, null));
        }
        else
        {
            await ControlReplies.WriteRefusalAsync(context, query.Refusal);
        }
    });

    private static readonly Refusal NotAllowed = new(RefusalCode.Unauthenticated, "The admin token is missing or wrong.");

    private void Map(string[] methods, string pattern, ApiOperation operation, ControlHandler handle)
    {
        commands.Add(new ControlCommand(methods[0], pattern, operation, context => RunAsync(context, operation, handle)));
        Add(methods, pattern, operation, async context => await ControlReplies.WriteAsync(context, await RunAsync(context, operation, handle)));
    }

    private void Add(string[] methods, string pattern, ApiOperation operation, RequestDelegate run) =>
        endpoints.MapMethods(pattern, methods, run).WithMetadata(operation, Described);

    private async ValueTask<Reply> RunAsync(HttpContext context, ApiOperation operation, ControlHandler handle)
    {
        var query = ReadQuery(context, operation);
        if (!query.IsAccepted)
        {
            return query.Refusal;
        }

        if (operation.Body is not { } shape)
        {
            return await handle(new ControlCall(context, sandboxes, query.Value, null));
        }

        var bytes = await BodyReader.ReadAnyAsync(context.Request);
        if (!bytes.IsAccepted)
        {
            return bytes.Refusal;
        }

        var isBodyOptional = shape.Members.All(member => !member.IsRequired);
        var parsed = ControlBody.Parse(bytes.Value.Length == 0 && isBodyOptional ? "{}"u8.ToArray() : bytes.Value);
        if (!parsed.IsAccepted)
        {
            return parsed.Refusal;
        }

        using var document = parsed.Value;
        var body = ParsedBody.Read(document.RootElement, shape, isStrict: true);
        return body.IsAccepted ? await handle(new ControlCall(context, sandboxes, query.Value, body.Value)) : body.Refusal;
    }

    private Outcome<ControlQuery> ReadQuery(HttpContext context, ApiOperation operation) => IsAllowed(context, operation)
        ? ControlQuery.Read(context.Request.QueryString.Value, operation.Query)
        : NotAllowed;

    private bool IsAllowed(HttpContext context, ApiOperation operation) =>
        operation.Auth == AuthScheme.None || AdminToken.IsIn(context.Request, options.AdminToken)
        || context.RequestServices.GetRequiredService<AdminSession>().Has(context.Request);

    /// <summary>Stands for every handler in the OpenAPI document, which wants a method to look at.</summary>
    private static void Describe(HttpContext context) => _ = context;
}
