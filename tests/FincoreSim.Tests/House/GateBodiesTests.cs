using FincoreSim.Hosting;
using Mono.Cecil;

namespace FincoreSim.Tests.House;

/// <summary>
/// Nothing inside the gate writes JSON or signs, since all others wait meanwhile: who is handed a world takes out of it what
/// cannot change, and does the rest outside. What is asked are the compiled bodies of everything that is handed one.
/// </summary>
public sealed class GateBodiesTests
{
    private static readonly string[] Worlds = ["FincoreSim.Domain.Worlds.World", "FincoreSim.Domain.Kernel.WorldState"];

    private static readonly string[] Slow =
    [
        "System.Text.Json.", "System.Security.Cryptography.", "FincoreSim.Worlds.Tokens",
        "FincoreSim.Worlds.Webhooks.WebhookMessage", "FincoreSim.Json.JsonBytes",
            "FincoreSim.Api.Http.Reply", "System.Net.Http.",
        ];

    [Test]
    public void Who_is_handed_a_world_writes_no_JSON_and_signs_nothing()
    {
        using var host = ModuleDefinition.ReadModule(typeof(Simulator).Assembly.Location);
        var handed = host.GetTypes().SelectMany(type => type.Methods)
            .Where(method => method.HasBody && method.Parameters.Any(IsWorld)).ToArray();

        var found = from method in handed
                    from instruction in method.Body.Instructions
                    where instruction.Operand is MethodReference called && Slow.Any(called.DeclaringType.FullName.StartsWith)
                    select $"{method.FullName} calls {instruction.Operand}";

        Assert.That(handed, Has.Length.GreaterThan(50), "they are found");
        Assert.That(found, Is.Empty);
    }

    private static bool IsWorld(ParameterDefinition parameter) => Worlds.Contains(parameter.ParameterType.FullName);
}
