using System.Text.Json;
using Microsoft.Extensions.Options;

namespace NovComet.Web.Commands;

/// <summary>Turns what can go wrong into sentences on the error output: a user who made a mistake is not helped by a stack trace.</summary>
internal static class Failure
{
    public static async Task<int> ReportAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Done;
        }
        catch (OptionsValidationException error)
        {
            foreach (string mistake in error.Failures) await Console.Error.WriteLineAsync(mistake);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or JsonException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }

        return ExitCode.Failed;
    }
}
