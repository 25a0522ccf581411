using FincoreSim.Api.Auth;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Worlds;
using FincoreSim.Language.Model;
using FincoreSim.Language.Shapes;
using FincoreSim.Runs.Expectations;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Steps;

/// <summary>What texts and names of a scenario stand for while it runs. Stateless but for its context; thread-safe.</summary>
internal class References(RunContext context)
{
    /// <summary>How long a text may become; the answers that it refers to can be long, and a text can refer to many.</summary>
    public const int TextLengthMax = 1024 * 1024;

    /// <summary>The text of a template at a place of the scenario.</summary>
    public string Text(Template template, RunScope scope) => template.Resolve(Bounded(scope));

    /// <summary>What references stand for, up to so much together; ends the scenario beyond.</summary>
    public Func<Reference, string> Bounded(RunScope scope)
    {
        var length = 0;
        return reference =>
        {
            var text = Text(reference, scope);
            length += text.Length;
            return length <= TextLengthMax
                ? text
                : throw new ScenarioStopped($"what {reference} and others stand for has more than {TextLengthMax} characters");
        };
    }

    /// <summary>The text of a template; null where there is none.</summary>
    public string? TextOrNull(Template? template, RunScope scope) => template is null ? null : Text(template, scope);

    /// <summary>What one reference stands for.</summary>
    public string Text(Reference reference, RunScope scope) => reference.Name switch
    {
        Reading.IntegratorUrl => context.IntegratorUrl ?? throw new ScenarioStopped("there is no integrator here"),
        Reading.SimulatorUrl => context.SimulatorUrl,
        Reading.WebhookToken => context.Settings.WebhookToken,
        Reading.Round => scope.Round.ToString(CultureInfo.InvariantCulture),
        _ => Member(reference, Named(reference.Name, scope)),
    };

    /// <summary>
    /// The texts by which an operand goes: the ids and the CLABE of an account or instrument, an id, or the text as it stands.
    /// </summary>
    public ImmutableArray<string> Texts(Operand operand, RunScope scope)
    {
        var text = Text(operand.Text, scope);
        if (operand.Thing is not { } thing)
        {
            return [text];
        }

        if (text == Reading.FirstCall && scope.Find(text) is null)
        {
            return [text];
        }

        var bound = Named(text, scope);
        return thing switch
        {
            Thing.Account => Read(world => Counterparties.TextsOf(world.State.Accounts.Find(new AccountId(bound.Id))!)),
            Thing.Instrument =>
                Read(world => Counterparties.TextsOf(world.State, world.State.Instruments.Find(new InstrumentId(bound.Id))!)),
            _ => [bound.Id.ToString()],
        };
    }

    /// <summary>One text for an operand of a rule: an id for a name.</summary>
    public string First(Operand operand, RunScope scope) => Texts(operand, scope)[0];

    /// <summary>The id that an operand stands for; ends the scenario where its text is none, as an answer's may be.</summary>
    public Guid Id(Operand operand, RunScope scope) => First(operand, scope) is var text && Guid.TryParse(text, out var id)
        ? id
        : throw new ScenarioStopped($"'{text}' is not a valid id, which {operand.Text} should be");

    /// <summary>What a name stands for.</summary>
    public Bound Named(string name, RunScope scope) =>
        scope.Find(name)
        ?? throw new ScenarioStopped(
            $"'{name}' is not there: the step that names it gave nothing (its answer told of no transaction, or it did not run)");

    /// <summary>Reads the world.</summary>
    protected virtual T Read<T>(Func<World, T> read) => context.Sandbox.Read(read);

    private string Member(Reference reference, Bound bound)
    {
        if (reference.Path.Length == 0)
        {
            return bound.Thing == Thing.Call ? bound.Answer!.Body : bound.Id.ToString();
        }

        if (bound.Thing == Thing.Client && reference.Path == "api_key")
        {
            return ApiKeys.Of(context.Sandbox, new ClientId(bound.Id));
        }

        var found = bound.Answer is { } answer && AnswerMember(reference.Path) is { } path ? answer[path]
            : Read(world => EntityMembers.Member(world, bound, reference.Path));
        return found.Texts is [var text, ..] ? text
            : throw new ScenarioStopped(
                $"{reference} stands for nothing: {(bound.Answer is null ? "it is not set" : $"the answer was {bound.Answer}")}");
    }

    /// <summary>The field of an answer that a reference means; null where it means the thing itself.</summary>
    private static string? AnswerMember(string path) => path switch
    {
        "http_status" => "status",
        "body" => "json",
        "json" or "headers" => path,
        _ when path.StartsWith("json.", StringComparison.Ordinal) || path.StartsWith("headers.", StringComparison.Ordinal) =>
            path,
        _ => null,
    };

    /// <summary>The same from inside the gate, which must not be entered again.</summary>
    public sealed class InGate(RunContext context, World world) : References(context)
    {
        /// <inheritdoc/>
        protected override T Read<T>(Func<World, T> read) => read(world);
    }
}
