using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using FincoreSim.Ground;
using FincoreSim.SampleIntegrator;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Time;

/// <summary>
/// No task is begun and forgotten but in <see cref="Background"/>, which tells who can make its end seen. Looked for in what the
/// compiler made, where a task that nobody takes is a call whose result is dropped, however it was written.
/// </summary>
public sealed class ForgottenTasksTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    [Test]
    public void No_task_is_forgotten() => Assert.That(
        new[] { typeof(Background).Assembly, typeof(Mistakes).Assembly }.SelectMany(Bodies).SelectMany(Forgotten)
            .Where(place => !place.StartsWith("FincoreSim.Ground.Background.", StringComparison.Ordinal)),
        Is.Empty);

    [Test]
    public void Nothing_asynchronous_returns_void() => Assert.That(
        new[] { typeof(Background).Assembly, typeof(Mistakes).Assembly }.SelectMany(Bodies).OfType<MethodInfo>()
            .Where(IsAsyncVoid).Select(method => $"{method.DeclaringType}.{method.Name}"),
        Is.Empty);

    [Test]
    public void One_that_is_forgotten_is_found()
    {
        Assert.That(Bodies(typeof(Background).Assembly).SelectMany(Forgotten),
            Has.Some.StartsWith("FincoreSim.Ground.Background.Run forgets"));
        var here = typeof(Forgetful).GetMethods(Everything);
        Assert.That(here.SelectMany(Forgotten).Count(), Is.EqualTo(3));
        Assert.That(here.Count(IsAsyncVoid), Is.EqualTo(1));
    }

    private static bool IsAsyncVoid(MethodInfo method) =>
        method.ReturnType == typeof(void) && method.GetCustomAttribute<AsyncStateMachineAttribute>() is not null;

    private static IEnumerable<MethodBase> Bodies(Assembly assembly) => assembly.GetTypes()
        .SelectMany(type => type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)));

    private static IEnumerable<string> Forgotten(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            yield break;
        }

        MethodInfo? called = null;
        for (var at = 0; at < code.Length;)
        {
            var opcode = Codes[code[at] == 0xFE ? unchecked((short)((code[at] << 8) | code[at + 1])) : code[at]];
            at += opcode.Size;
            if (opcode == OpCodes.Pop && called is not null && IsTask(called.ReturnType))
            {
                yield return $"{method.DeclaringType}.{method.Name} forgets {called.DeclaringType}.{called.Name}";
            }

            called = opcode == OpCodes.Call || opcode == OpCodes.Callvirt
                ? Resolve(method, BitConverter.ToInt32(code, at)) as MethodInfo
                : null;
            at += SizeOf(opcode, code, at);
        }
    }

    private static MethodBase? Resolve(MethodBase method, int token) => method.Module.ResolveMethod(
        token, method.DeclaringType?.GetGenericArguments() ?? [],
        method is MethodInfo { IsGenericMethod: true } ? method.GetGenericArguments() : []);

    private static bool IsTask(Type type) => typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static int SizeOf(OpCode opcode, byte[] code, int at) => opcode.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };

    /// <summary>What is looked for, so that a test can see that it is found.</summary>
#pragma warning disable CA2012 // What is forgotten here is forgotten on purpose.
    private static class Forgetful
    {
        public static void Discards() => _ = Task.Delay(1);

        public static void Drops() => Later();

        public static Action Lends() => () => Later();

        public static void DropsAnother()
        {
            Later().AsTask();
        }

        public static async void ReturnsNothing() => await Later();

        private static ValueTask Later() => ValueTask.CompletedTask;
    }
}
