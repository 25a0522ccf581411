using FincoreSim.Domain.Kernel;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace FincoreSim.Domain.Tests.House;

/// <summary>A command that no test of the domain makes is refused and accepted by nobody's word.</summary>
public sealed class CommandCoverageTests
{
    private static readonly HashSet<string> Made = MadeByTests();

    /// <summary>All but the one that nobody sends: the world schedules it, and the tests of reports let it come due.</summary>
    private static IEnumerable<Type> Commands => typeof(Command).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Command)) && !type.IsAbstract && type != typeof(CloseOperatingDay))
        .OrderBy(type => type.Name, StringComparer.Ordinal);

    [TestCaseSource(nameof(Commands))]
    public void Some_test_makes_it(Type command) => Assert.That(
        Made.Contains(command.FullName!),
        "a row for each rule that it refuses by belongs to the table test of its resource, or to SmallCommandRulesTests");

    private static HashSet<string> MadeByTests()
    {
        using var tests = ModuleDefinition.ReadModule(typeof(CommandCoverageTests).Assembly.Location);
        return
        [
            .. tests.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).SelectMany(
                method => method.Body.Instructions)
                .Where(instruction => instruction.OpCode == OpCodes.Newobj)
                .Select(instruction => ((MethodReference)instruction.Operand).DeclaringType.FullName),
        ];
    }
}
