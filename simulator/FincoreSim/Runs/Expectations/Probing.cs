using FincoreSim.Language.Model;
using FincoreSim.Language.Shapes;
using FincoreSim.Runs.Calls;
using FincoreSim.Runs.Runner;
using FincoreSim.Runs.Steps;
using EventId = FincoreSim.Domain.Primitives.EventId;

namespace FincoreSim.Runs.Expectations;

/// <summary>Asks the integrator, for each webhook that it took, whether its book has it as often as it must. Stateless.</summary>
internal static class Probing
{
    /// <summary>The first probe that is not as it must be; null where all are.</summary>
    public static async Task<RunFailure?> CheckAsync(
        RunContext context, References references, Exchanges exchanges, RunScope scope)
    {
        foreach (var taken in context.Watching.TakeDelivered())
        {
            foreach (var probe in context.Probes)
            {
                if (await CheckAsync(references, exchanges, probe, taken, scope) is { } failure)
                {
                    return failure;
                }
            }
        }

        return null;
    }

    private static async Task<RunFailure?> CheckAsync(
        References references, Exchanges exchanges, OneEffectWatch probe, EventId taken, RunScope scope)
    {
        var bounded = references.Bounded(scope);
        var url =
            probe.Probe.Resolve(
                reference =>
                    reference is { Name: Reading.CurrentWebhook, Path: "id_msg" } ? taken.Value.ToString() : bounded(reference));
        var answer = await exchanges.ProbeAsync(url);
        var matching = new Matching(operand => references.Texts(operand, scope));
        if (answer is not { Status: 200, Json: { ValueKind: JsonValueKind.Array } list })
        {
            return new RunFailure(probe.At, $"the probe {url} must answer 200 and a JSON list", [$"the answer was {answer}"])
            {
                IsEnvironment = answer.IsUnreachable
            };
        }

        return matching.Check("length", probe.Length, FieldValue.Of(list.GetArrayLength())) is { } wrong
            ? new RunFailure(probe.At, $"the webhook {taken.Value} must have one effect in the integrator's book: {wrong}",
                [$"{url} answered {answer}"])
            : null;
    }
}
