namespace NovComet.Web.Tests.Processes;

/// <summary>The program under test, as a user starts it.</summary>
internal static class NovCometProgram
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "NovComet.Web.dll");

    public static ChildProcess Start(IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null) =>
        ChildProcess.Start("dotnet", [Path, .. arguments], folder, environment);

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Result> RunAsync(params string[] arguments)
    {
        await using ChildProcess child = Start(arguments);
        int code = await child.ExitAsync();
        return new Result(code, child.Output, child.Errors);
    }

    /// <summary>Runs a command to its end, with something to read.</summary>
    public static async Task<Result> RunWithInputAsync(byte[] input, params string[] arguments)
    {
        await using ChildProcess child = ChildProcess.Start("dotnet", [Path, .. arguments], input: input);
        int code = await child.ExitAsync();
        return new Result(code, child.Output, child.Errors);
    }

    internal sealed record Result(int ExitCode, string Output, string Errors)
    {
        /// <summary>Fails unless the command ended well and complained of nothing.</summary>
        public Result IsDone()
        {
            Assert.AreEqual(0, ExitCode, Errors + Output);
            return this;
        }

        /// <summary>Fails unless the command failed with a sentence that has these words, and without a stack trace.</summary>
        public void IsRefused(params string[] words)
        {
            Assert.AreNotEqual(0, ExitCode, Output);
            foreach (string word in words) StringAssert.Contains(Errors, word);
            Assert.DoesNotContain("   at ", Errors + Output, "A user is not helped by a stack trace.");
        }
    }
}
