namespace NovComet.Storage.Log;

/// <summary>Moves a file to where there is none.</summary>
internal static class FilePlacing
{
    /// <returns>Whether it was moved; not where another file stands.</returns>
    public static bool TryMove(string path, string target)
    {
        try
        {
            File.Move(path, target, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(target))
        {
            return false;
        }
    }
}
