using System.Net.Sockets;
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
        catch (InvalidOperationException error) when (IsUnreadableSetting(error))
        {
            await Console.Error.WriteLineAsync(error.Message);
        }
        catch (Exception error) when (error is IOException or SocketException or UnauthorizedAccessException or ArgumentException or FormatException or JsonException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }

        return ExitCode.Failed;
    }

    /// <summary>Whether a setting could not be read as what it has to be, such as letters for a number; its message names it.</summary>
    public static bool IsUnreadableSetting(InvalidOperationException error) =>
        error.InnerException is FormatException or ArgumentException or OverflowException;
}
