using FincoreSim.Language.Model;
using FincoreSim.Runs.Steps;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace FincoreSim.Tests.House;

/// <summary>
/// Each step of the language is done somewhere: one that is read, and then does nothing but throw, is found here and not by a
/// run.
/// </summary>
public sealed class StepDispatchTests
{
    private static IEnumerable<Type> Steps =>
        typeof(Step).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Step)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    [TestCaseSource(nameof(Steps))]
    public void A_step_has_an_arm_in_the_runner(Type step) => Assert.That(Told(), Does.Contain(step.FullName));

    private static string[] Told()
    {
        using var host = ModuleDefinition.ReadModule(typeof(StepRunner).Assembly.Location);
        return
        [
            .. host.GetType(typeof(StepRunner).FullName).Methods.Single(method => method.Name == "DoAsync").Body.Instructions
                .Where(instruction => instruction.OpCode == OpCodes.Isinst)
                .Select(instruction => ((TypeReference)instruction.Operand).FullName),
        ];
    }
}
